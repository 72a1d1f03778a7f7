using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace TradingAi.LocalHost.Hosting;

/// <summary>The context of one invocation in this host.</summary>
internal sealed class HostFunctionContext(
    FunctionDescriptor function,
    IReadOnlyDictionary<string, object?> triggerArguments,
    HttpContext? http,
    IServiceProvider services,
    CancellationToken cancellationToken) : FunctionContext
{
    private readonly Definition _definition = new(function);

    public override string InvocationId { get; } = Guid.NewGuid().ToString();

    public override string FunctionId => _definition.Id;

    public override BindingContext BindingContext { get; } = new Bindings(http);

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition => _definition;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>The function being run.</summary>
    public FunctionDescriptor Function { get; } = function;

    /// <summary>The values that the trigger supplies, by parameter name.</summary>
    public IReadOnlyDictionary<string, object?> TriggerArguments { get; } = triggerArguments;

    /// <summary>The request and response of an HTTP function.</summary>
    public HttpContext? Http { get; } = http;

    /// <summary>What the function returned.</summary>
    public InvocationResult Result { get; } = new();

    private sealed class Definition(FunctionDescriptor function) : FunctionDefinition
    {
        public override string PathToAssembly => function.DeclaringType.Assembly.Location;

        public override string EntryPoint => FunctionDiscovery.EntryPoint(function.Method);

        public override string Id => function.Name;

        public override string Name => function.Name;
    }

    private sealed class Bindings(HttpContext? http) : BindingContext
    {
        public override IReadOnlyDictionary<string, object> BindingData { get; } = http is null
            ? new Dictionary<string, object>()
            : http.Request.RouteValues
                .Where(pair => pair.Value is not null)
                .ToDictionary(pair => pair.Key, pair => pair.Value!, StringComparer.OrdinalIgnoreCase);
    }
}
