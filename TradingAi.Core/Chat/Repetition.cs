namespace TradingAi.Core.Chat;

/// <summary>Takes out of a text what its reader has read already, where the text begins with it all the same.</summary>
/// <param name="read">What was read; may be empty.</param>
internal sealed class Repetition(string read)
{
    private readonly string _read = read.Trim();
    private string _held = "";
    private bool _isDecided = read.Trim().Length == 0;

    /// <summary>Takes the next piece and gives what is new; may be empty.</summary>
    public string Push(string piece)
    {
        if (_isDecided)
        {
            return piece;
        }

        _held += piece;
        if (_read.StartsWith(_held.TrimEnd(), StringComparison.Ordinal) && _held.Length <= _read.Length)
        {
            return "";
        }

        return Flush();
    }

    /// <summary>What was held back, once nothing follows.</summary>
    public string Flush()
    {
        (_isDecided, var held) = (true, _held);
        _held = "";
        return held.StartsWith(_read, StringComparison.Ordinal) ? held[_read.Length..].TrimStart() : held;
    }
}
