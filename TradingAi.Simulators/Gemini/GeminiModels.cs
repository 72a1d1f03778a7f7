namespace TradingAi.Simulators.Gemini;

/// <summary>The models of <c>--models</c>, in its order.</summary>
internal sealed class GeminiModels(SimulatorOptions options)
{
    /// <summary>Every model.</summary>
    public IReadOnlyList<GeminiModel> All { get; } = [.. options.Models.Select(GeminiModel.Of)];

    /// <summary>The model of an id, or null if it is not served.</summary>
    public GeminiModel? Find(string id) => All.FirstOrDefault(model => model.BaseModelId == id);
}
