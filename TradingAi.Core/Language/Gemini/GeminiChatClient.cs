using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using TradingAi.Core.Journal;
using TradingAi.Core.Operations.Costs;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Language.Gemini;

/// <summary>
/// Google Gemini as a chat client: text, streams, system instructions, functions, answers by JSON schema. Whatever keeps it from
/// answering is a <see cref="VendorException"/>; a refusal of the provider is <see cref="ChatFinishReason.ContentFilter"/>, an
/// answer cut at its length <see cref="ChatFinishReason.Length"/>. No prompt is sent that exceeds the window or the budget.
/// </summary>
internal sealed class GeminiChatClient : IChatClient, ILanguageModel
{
    private readonly Func<IGeminiApi> _api;
    private readonly ICostLedger _costs;
    private readonly VendorActivity _activity;
    private readonly TimeProvider _time;
    private readonly GeminiOptions _options;
    private readonly GeminiWindow _window;
    private readonly GeminiThinking _thinking;
    private readonly ChatClientMetadata _metadata;
    private int _lastCall;

    /// <summary>Talks over an API that is made anew for every call, so that its connections can be renewed.</summary>
    public GeminiChatClient(Func<IGeminiApi> api, IOptions<GeminiOptions> options, ICostLedger costs, VendorActivity activity, TimeProvider time)
    {
        (_api, _costs, _activity, _time, _options) = (api, costs, activity, time, options.Value);
        _window = new GeminiWindow(api, _options.ContextTokens);
        _thinking = new GeminiThinking(_options.Thinking);
        _metadata = new ChatClientMetadata("google", new Uri(_options.Address ?? GeminiOptions.DefaultAddress), _options.Model);
    }

    /// <inheritdoc/>
    public string Model => _options.Model;

    /// <inheritdoc/>
    public string ReportModel => _options.ReportModel;

    /// <inheritdoc/>
    public int HistoryTokens => _options.HistoryTokens;

    /// <inheritdoc/>
    public async ValueTask<bool> FitsAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken) =>
        _window.Takes(await _window.MeasureAsync(ModelOf(options), RequestOf(messages, options), UserOf(options), cancellationToken));

    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var (model, user, request) = (ModelOf(options), UserOf(options), RequestOf(messages, options));
        var call = await AdmitAsync("generateContent", model, user, request, options, cancellationToken);
        var response = await _thinking.AskAsync(model, request, r => _api().GenerateAsync(model, r, call, cancellationToken)) ?? new GeminiResponse();
        var cost = await AccountAsync(call, model, response.UsageMetadata, cancellationToken);
        var contents = GeminiReply.ContentsOf(response, NextCall);
        var finish = GeminiReply.FinishOf(response)
            ?? throw new VendorException(Vendor.Gemini, VendorFailure.Malformed, "Gemini answered without a candidate that ends.");
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, contents))
        {
            ModelId = response.ModelVersion ?? model,
            ResponseId = response.ResponseId,
            FinishReason = FinishOf(finish, contents),
            Usage = GeminiReply.UsageOf(response.UsageMetadata),
            AdditionalProperties = new() { [LanguageProperties.CostUsd] = cost },
        };
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (model, user, request) = (ModelOf(options), UserOf(options), RequestOf(messages, options));
        var call = await AdmitAsync("streamGenerateContent", model, user, request, options, cancellationToken);
        using var response = await _thinking.AskAsync(model, request, r => _api().StreamAsync(model, r, call, cancellationToken));
        var last = new ChatResponseUpdate { Role = ChatRole.Assistant, ModelId = model };
        GeminiUsage? usage = null;
        var isAccounted = false;
        try
        {
            await using var chunks = ChunksAsync(response, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await chunks.MoveNextAsync())
            {
                var chunk = chunks.Current;
                usage = chunk.UsageMetadata ?? usage;
                (last.ModelId, last.ResponseId) = (chunk.ModelVersion ?? last.ModelId, chunk.ResponseId ?? last.ResponseId);
                var contents = GeminiReply.ContentsOf(chunk, NextCall);
                last.FinishReason = GeminiReply.FinishOf(chunk) ?? last.FinishReason;
                if (contents.Count > 0)
                {
                    yield return new ChatResponseUpdate(ChatRole.Assistant, contents) { ModelId = last.ModelId, ResponseId = last.ResponseId };
                }
            }

            isAccounted = true;
            last.Contents = [new UsageContent(GeminiReply.UsageOf(usage))];
            last.AdditionalProperties = new() { [LanguageProperties.CostUsd] = await AccountAsync(call, model, usage, cancellationToken) };
            yield return last;
        }
        finally
        {
            // What was read and written before a failure, or before the reader went, is charged all the same.
            if (!isAccounted && usage is not null)
            {
                var cost = await AccountAsync(call, model, usage, CancellationToken.None);
                (options?.AdditionalProperties?.GetValueOrDefault(LanguageProperties.Unreported) as UnreportedUsage)?.Add(GeminiReply.UsageOf(usage), cost);
            }
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(ChatClientMetadata) ? _metadata
            : serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The connections belong to the factory.
    }

    private string ModelOf(ChatOptions? options) => options?.ModelId ?? _options.Model;

    private static UserId? UserOf(ChatOptions? options) => options?.AdditionalProperties?.GetValueOrDefault(LanguageProperties.User) as UserId;

    private GeminiRequest RequestOf(IEnumerable<ChatMessage> messages, ChatOptions? options) =>
        GeminiPrompt.Of(messages, options, _options.MaxOutputTokens, _thinking.BudgetOf(ModelOf(options)));

    private int NextCall() => Interlocked.Increment(ref _lastCall);

    private async Task<VendorCall> AdmitAsync(
        string operation, string model, UserId? user, GeminiRequest request, ChatOptions? options, CancellationToken cancellationToken)
    {
        var tokens = await _window.MeasureAsync(model, request, user, cancellationToken);
        if (!_window.Takes(tokens))
        {
            throw new VendorException(
                Vendor.Gemini, VendorFailure.Rejected, $"A prompt of {tokens} tokens exceeds the window of {_options.ContextTokens} and was not sent.");
        }

        await _costs.EnsureWithinBudgetAsync(user, Vendor.Gemini, cancellationToken);
        var patience = options?.AdditionalProperties?.GetValueOrDefault(LanguageProperties.Patience) as TimeSpan?;
        return new VendorCall
        {
            Operation = operation,
            User = user,
            EstimatedTokens = tokens,
            IsStreamed = operation == "streamGenerateContent",
            Patience = patience,

            // Nobody watches it being written: one long attempt serves better than three short ones.
            AttemptTime = patience,
        };
    }

    private async IAsyncEnumerable<GeminiResponse> ChunksAsync(HttpResponseMessage response, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        var stream = new GeminiStream(TimeSpan.FromSeconds(_options.StreamStallSeconds), TimeSpan.FromSeconds(_options.AnswerSeconds), _time);
        await using var chunks = stream.ReadAsync(response, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            try
            {
                if (!await chunks.MoveNextAsync())
                {
                    break;
                }
            }
            catch (VendorException failure)
            {
                _activity.Failed(failure, "streamGenerateContent", _time.GetElapsedTime(started));
                throw;
            }

            yield return chunks.Current;
        }
    }

    private async Task<decimal> AccountAsync(VendorCall call, string model, GeminiUsage? usage, CancellationToken cancellationToken)
    {
        var used = GeminiReply.UsageOf(usage);
        if (usage is not null)
        {
            await call.SettleAsync(usage.PromptTokenCount, cancellationToken);
        }

        return await _costs.RecordAsync(
            call.User, new VendorUsage(Vendor.Gemini, model, used.InputTokenCount ?? 0, used.OutputTokenCount ?? 0), cancellationToken);
    }

    private static ChatFinishReason FinishOf(ChatFinishReason finish, List<AIContent> contents) =>
        finish == ChatFinishReason.Stop && contents.Exists(c => c is FunctionCallContent) ? ChatFinishReason.ToolCalls : finish;
}
