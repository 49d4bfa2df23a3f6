using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BackupDashboard.Tests.Nuclia;

/// <summary>A real HTTP server on a free port that answers what a test scripts, and keeps what it was asked.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    public const string AccountId = "5c7a3f0e-2f4b-4a52-9d3e-0f6b8f1d2a11";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<RequestDelegate>> _script = new();
    private readonly ConcurrentQueue<ReceivedRequest> _received = new();
    private readonly SemaphoreSlim _arrivals = new(0);

    private ScriptedServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public IReadOnlyList<ReceivedRequest> Received => [.. _received];

    public static async Task<ScriptedServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new ScriptedServer(builder.Build());
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        server.On($"GET /api/v1/account/{NucliaHarness.AccountSlug}", Json(
            $$"""{"id":"{{AccountId}}","slug":"acme","title":"Acme","current_kbs":3,"max_kbs":null,"unknown":{"a":[1]} }"""));
        return server;
    }

    /// <summary>Answers in this order; the last one stays.</summary>
    public void On(string methodAndPath, params RequestDelegate[] answers) => _script[methodAndPath] = new(answers);

    public int Calls(string methodAndPath) => _received.Count(request => $"{request.Method} {request.Path}" == methodAndPath);

    /// <summary>Forgets what was asked so far.</summary>
    public void Forget() => _received.Clear();

    /// <summary>Waits until one more request has arrived than was waited for so far.</summary>
    public Task ArrivalAsync() => _arrivals.WaitAsync(TestContext.Current.CancellationToken);

    public static RequestDelegate Json(string json) => Answer(200, json);

    public static RequestDelegate Answer(
        int status, string body = "", string type = "application/json", params (string Name, string Value)[] headers) =>
        context =>
        {
            context.Response.StatusCode = status;
            foreach (var (name, value) in headers) context.Response.Headers[name] = value;
            if (status == 204) return Task.CompletedTask;
            context.Response.ContentType = type;
            return context.Response.WriteAsync(body);
        };

    /// <summary>Announces a body, sends its beginning and then nothing more for as long as the client waits.</summary>
    public static RequestDelegate Drip(int status = 200, string beginning = "[") => async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(beginning);
        await context.Response.Body.FlushAsync();
        await Never(context);
    };

    /// <summary>Answers nothing for as long as the client waits.</summary>
    public static Task Never(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        context.RequestAborted.Register(gone.SetResult);
        return gone.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _arrivals.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = new ReceivedRequest(
            context.Request.Method,
            context.Request.Path,
            context.Request.QueryString.Value ?? "",
            context.Request.Headers.Authorization.ToString(),
            await reader.ReadToEndAsync());
        _received.Enqueue(request);
        _arrivals.Release();
        var answer = _script.TryGetValue($"{request.Method} {request.Path}", out var answers)
            ? answers.Count > 1 && answers.TryDequeue(out var next) ? next : answers.First()
            : Answer(404, """{"detail":"nothing is scripted here"}""");
        await answer(context);
    }
}

internal sealed record ReceivedRequest(string Method, string Path, string Query, string Authorization, string Body);
