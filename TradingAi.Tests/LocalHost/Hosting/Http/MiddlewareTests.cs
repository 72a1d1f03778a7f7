using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace TradingAi.Tests.LocalHost.Hosting.Http;

public sealed class MiddlewareTests
{
    [Fact]
    public async Task Middleware_run_in_the_order_added_around_the_function_and_the_result_runs_after_them_all()
    {
        ConcurrentQueue<string> events = new();
        await using RunningApp app = await RunningApp.StartAsync([typeof(Functions)], builder =>
        {
            builder.Services.AddSingleton(events);
            builder.UseMiddleware<Outer>();
            builder.UseMiddleware<Inner>();
        });

        await app.Client.GetStringAsync("/api/Hello");

        Assert.Equal(["outer in", "inner in", "function", "inner out", "outer out", "result"], events);
    }

    [Fact]
    public async Task A_middleware_that_answers_itself_keeps_the_function_from_running()
    {
        ConcurrentQueue<string> events = new();
        await using RunningApp app = await RunningApp.StartAsync([typeof(Functions)], builder =>
        {
            builder.Services.AddSingleton(events);
            builder.UseMiddleware<Refuse>();
        });

        using HttpResponseMessage response = await app.Client.GetAsync("/api/Hello");

        Assert.Equal(HttpStatusCode.PaymentRequired, response.StatusCode);
        Assert.Equal("Hello refused", await response.Content.ReadAsStringAsync());
        Assert.Empty(events);
    }

    [Fact]
    public async Task A_middleware_may_replace_the_result()
    {
        await using RunningApp app = await RunningApp.StartAsync([typeof(Functions)], builder =>
        {
            builder.Services.AddSingleton(new ConcurrentQueue<string>());
            builder.Use(next => async context =>
            {
                await next(context);
                Assert.IsType<Recorded>(context.GetInvocationResult().Value);
                context.GetInvocationResult().Value = new ContentResult { Content = "replaced" };
            });
        });

        Assert.Equal("replaced", await app.Client.GetStringAsync("/api/Hello"));
    }

    [Fact]
    public async Task A_middleware_sees_what_a_function_throws()
    {
        await using RunningApp app = await RunningApp.StartAsync([typeof(Functions)], builder =>
        {
            builder.Services.AddSingleton(new ConcurrentQueue<string>());
            builder.Use(next => async context =>
            {
                try
                {
                    await next(context);
                }
                catch (InvalidTimeZoneException exception)
                {
                    context.GetInvocationResult().Value = new ContentResult { Content = exception.Message, StatusCode = 422 };
                }
            });
        });

        using HttpResponseMessage response = await app.Client.GetAsync("/api/Throw");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal("secret detail", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_exception_that_escapes_answers_500_without_its_text()
    {
        await using RunningApp app = await RunningApp.StartAsync([typeof(Functions)], builder => builder.Services.AddSingleton(new ConcurrentQueue<string>()));

        using HttpResponseMessage response = await app.Client.GetAsync("/api/Throw");

        await response.IsProblemAsync(HttpStatusCode.InternalServerError, "internal_error");
        Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_that_throws_is_out_of_reach_of_middleware_and_answers_500()
    {
        bool caught = false;
        await using RunningApp app = await RunningApp.StartAsync([typeof(Functions)], builder =>
        {
            builder.Services.AddSingleton(new ConcurrentQueue<string>());
            builder.Use(next => async context =>
            {
                try
                {
                    await next(context);
                }
                catch (InvalidTimeZoneException)
                {
                    caught = true;
                }
            });
        });

        using HttpResponseMessage response = await app.Client.GetAsync("/api/ThrowLater");

        await response.IsProblemAsync(HttpStatusCode.InternalServerError, "internal_error");
        Assert.False(caught);
    }

    [Fact]
    public async Task The_context_tells_of_the_function_and_its_route_values_and_carries_items()
    {
        await using RunningApp app = await RunningApp.StartAsync([typeof(Functions)], builder =>
        {
            builder.Services.AddSingleton(new ConcurrentQueue<string>());
            builder.Use(next => context =>
            {
                context.Items["note"] = $"{context.FunctionDefinition.Name} {context.BindingContext.BindingData["id"]}";
                return next(context);
            });
        });

        Assert.Equal("Context 7 of TradingAi.Tests.LocalHost.Hosting.Http.MiddlewareTests+Functions.Context", await app.Client.GetStringAsync("/api/context/7"));
    }

    [Fact]
    public async Task The_class_of_a_function_is_made_and_disposed_within_the_scope_of_the_invocation()
    {
        ConcurrentQueue<string> events = new();
        await using RunningApp app = await RunningApp.StartAsync([typeof(Injected)], builder =>
        {
            builder.Services.AddSingleton(events);
            builder.Services.AddScoped<Scoped>();
        });

        string first = await app.Client.GetStringAsync("/api/Injected");
        string second = await app.Client.GetStringAsync("/api/Injected");

        Assert.NotEqual(first, second);
        Assert.Equal(2, events.Count(e => e == "function disposed"));
    }

    private sealed class Outer(ConcurrentQueue<string> events) : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) => Around("outer", events, context, next);
    }

    private sealed class Inner(ConcurrentQueue<string> events) : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) => Around("inner", events, context, next);
    }

    private sealed class Refuse : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            HttpContext http = context.GetHttpContext()!;
            http.Response.StatusCode = StatusCodes.Status402PaymentRequired;
            await http.Response.WriteAsync($"{context.FunctionDefinition.Name} refused");
        }
    }

    private sealed class Recorded(ConcurrentQueue<string> events) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            events.Enqueue("result");
            return Task.CompletedTask;
        }
    }

    private sealed class ThrowingResult : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => throw new InvalidTimeZoneException("secret detail");
    }

    private sealed class Scoped
    {
        public Guid Id { get; } = Guid.NewGuid();
    }

    private sealed class Functions(ConcurrentQueue<string> events)
    {
        [Function("Hello")]
        public async Task<IResult> Hello([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            await Task.Yield();
            events.Enqueue("function");
            return new Recorded(events);
        }

        [Function("Throw")]
        public static IResult Throw([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => throw new InvalidTimeZoneException("secret detail");

        [Function("ThrowLater")]
        public static IResult ThrowLater([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => new ThrowingResult();

        [Function("Context")]
        public static IResult Context([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "context/{id}")] HttpRequest request, FunctionContext context) =>
            Results.Text($"{context.Items["note"]} of {context.FunctionDefinition.EntryPoint}");
    }

    private sealed class Injected(Scoped scoped, Scoped again, ConcurrentQueue<string> events) : IDisposable
    {
        [Function("Injected")]
        public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context)
        {
            Assert.Same(scoped, again);
            Assert.Same(scoped, context.InstanceServices.GetRequiredService<Scoped>());
            return Results.Text(scoped.Id.ToString());
        }

        public void Dispose() => events.Enqueue("function disposed");
    }

    private static async Task Around(string name, ConcurrentQueue<string> events, FunctionContext context, FunctionExecutionDelegate next)
    {
        events.Enqueue($"{name} in");
        await next(context);
        events.Enqueue($"{name} out");
    }
}
