namespace Microsoft.Azure.Functions.Worker.Middleware
{
    /// <summary>A step of the pipeline that runs a function.</summary>
    /// <param name="context">The invocation.</param>
    /// <returns>A task that ends when this step and all that follow have.</returns>
    public delegate Task FunctionExecutionDelegate(FunctionContext context);

    /// <summary>Code that runs around every function.</summary>
    public interface IFunctionsWorkerMiddleware
    {
        /// <summary>Runs this step; not calling <paramref name="next"/> keeps the function from running.</summary>
        /// <param name="context">The invocation.</param>
        /// <param name="next">The rest of the pipeline.</param>
        /// <returns>A task that ends when this step has.</returns>
        Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
    }
}

namespace Microsoft.Azure.Functions.Worker
{
    using Microsoft.Azure.Functions.Worker.Middleware;
    using Microsoft.Extensions.DependencyInjection;

    /// <summary>Composes the pipeline that runs functions.</summary>
    public interface IFunctionsWorkerApplicationBuilder
    {
        /// <summary>The app's services.</summary>
        IServiceCollection Services { get; }

        /// <summary>Adds a step; steps run in the order they were added.</summary>
        /// <param name="middleware">Makes the step from the one that follows it.</param>
        /// <returns>The builder.</returns>
        IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware);
    }
}

namespace Microsoft.Extensions.Hosting
{
    using Microsoft.Azure.Functions.Worker;
    using Microsoft.Azure.Functions.Worker.Middleware;
    using Microsoft.Extensions.DependencyInjection;
    using Microsoft.Extensions.DependencyInjection.Extensions;

    /// <summary>Adds middleware by type.</summary>
    public static class MiddlewareWorkerApplicationBuilderExtensions
    {
        /// <summary>Adds a middleware. There is one instance of it, with constructor injection of singletons; what an invocation needs comes from its <see cref="FunctionContext.InstanceServices"/>.</summary>
        /// <typeparam name="T">The middleware.</typeparam>
        /// <param name="builder">The builder.</param>
        /// <returns>The builder.</returns>
        public static IFunctionsWorkerApplicationBuilder UseMiddleware<T>(this IFunctionsWorkerApplicationBuilder builder)
            where T : class, IFunctionsWorkerMiddleware
        {
            builder.Services.TryAddSingleton<T>();
            return builder.Use(next => context => context.InstanceServices.GetRequiredService<T>().Invoke(context, next));
        }
    }
}
