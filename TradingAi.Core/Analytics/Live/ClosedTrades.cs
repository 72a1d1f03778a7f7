using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Analytics.Live;

/// <summary>
/// Closed trades in pooled order, each change O(log n) and each range's <see cref="LedgerSum"/> too: a treap (Seidel and Aragon
/// 1996) whose nodes hold the sums of their subtrees. It never changes: a change answers another one that shares all but a
/// path with it, so that readers need no lock.
/// </summary>
internal sealed class ClosedTrades
{
    private readonly Node? _root;

    private ClosedTrades(Node? root) => _root = root;

    /// <summary>None.</summary>
    public static ClosedTrades Empty { get; } = new(null);

    /// <summary>How many there are.</summary>
    public int Count => CountOf(_root);

    /// <summary>With one more trade, which must not be in it.</summary>
    public ClosedTrades Add(Trade trade)
    {
        var (before, after) = Split(_root, other => PooledOrder.Instance.Compare(other, trade) < 0);
        return new ClosedTrades(Merge(Merge(before, new Node(trade, PriorityOf(trade), null, null)), after));
    }

    /// <summary>Without a trade, which is found by its place in the order.</summary>
    public ClosedTrades Remove(Trade trade)
    {
        var (before, rest) = Split(_root, other => PooledOrder.Instance.Compare(other, trade) < 0);
        var (_, after) = Split(rest, other => PooledOrder.Instance.Compare(other, trade) <= 0);
        return new ClosedTrades(Merge(before, after));
    }

    /// <summary>How many trades closed before an instant.</summary>
    public int CountBefore(DateTimeOffset instant)
    {
        var (count, node) = (0, _root);
        while (node is not null)
        {
            if (node.Trade.ExitAt < instant)
            {
                count += CountOf(node.Left) + 1;
                node = node.Right;
            }
            else
            {
                node = node.Left;
            }
        }

        return count;
    }

    /// <summary>What the trades at the positions from <paramref name="start"/> up to but not including <paramref name="end"/> come to.</summary>
    public LedgerSum Sum(int start, int end) => Sum(_root, start, end);

    /// <summary>The trades at those positions, in order.</summary>
    public IEnumerable<Trade> Range(int start, int end)
    {
        var trades = new List<Trade>(Math.Max(0, end - start));
        Collect(_root, start, end, trades);
        return trades;
    }

    private static LedgerSum Sum(Node? node, int start, int end)
    {
        if (node is null || start >= end || end <= 0 || start >= node.Sum.Count)
        {
            return default;
        }

        if (start <= 0 && end >= node.Sum.Count)
        {
            return node.Sum;
        }

        var at = CountOf(node.Left);
        var sum = Sum(node.Left, start, end);
        if (start <= at && at < end)
        {
            sum = sum.Then(LedgerSum.Of(node.Trade));
        }

        return sum.Then(Sum(node.Right, start - at - 1, end - at - 1));
    }

    private static void Collect(Node? node, int start, int end, List<Trade> trades)
    {
        if (node is null || start >= end || end <= 0 || start >= node.Sum.Count)
        {
            return;
        }

        var at = CountOf(node.Left);
        Collect(node.Left, start, end, trades);
        if (start <= at && at < end)
        {
            trades.Add(node.Trade);
        }

        Collect(node.Right, start - at - 1, end - at - 1, trades);
    }

    private static int CountOf(Node? node) => node?.Sum.Count ?? 0;

    // Priorities are a hash of the name: as good as random to the tree, and the same in every process.
    private static ulong PriorityOf(Trade trade) =>
        BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(trade.Ref.ToString())));

    private static (Node? Before, Node? After) Split(Node? node, Predicate<Trade> isBefore)
    {
        if (node is null)
        {
            return (null, null);
        }

        if (isBefore(node.Trade))
        {
            var (before, after) = Split(node.Right, isBefore);
            return (node.With(node.Left, before), after);
        }
        else
        {
            var (before, after) = Split(node.Left, isBefore);
            return (before, node.With(after, node.Right));
        }
    }

    private static Node? Merge(Node? before, Node? after)
    {
        if (before is null || after is null)
        {
            return before ?? after;
        }

        return before.Priority > after.Priority
            ? before.With(before.Left, Merge(before.Right, after))
            : after.With(Merge(before, after.Left), after.Right);
    }

    private sealed class Node(Trade trade, ulong priority, Node? left, Node? right)
    {
        public Trade Trade => trade;

        public ulong Priority => priority;

        public Node? Left => left;

        public Node? Right => right;

        public LedgerSum Sum { get; } = (left?.Sum ?? default).Then(LedgerSum.Of(trade)).Then(right?.Sum ?? default);

        public Node With(Node? newLeft, Node? newRight) => new(trade, priority, newLeft, newRight);
    }
}
