using System.Text;
using System.Text.Json.Nodes;
using BackupDashboard.Access;
using BackupDashboard.Api;
using BackupDashboard.Tests.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace BackupDashboard.Tests.Api;

/// <summary>The API, with its own guards.</summary>
internal sealed class ApiApp(TestStorage? storage = null, Action<RunningConsole>? arrange = null)
    : ConsoleServer(Arranged(storage, arrange), Map, Add, app => app.UseProblems())
{
    public FakeNuclia Nuclia => Console.Nuclia;

    public override async Task StartAsync(bool settle = true)
    {
        await base.StartAsync(settle);

        // What was read at the start is then older than what is requested.
        Console.Clock.Advance(TimeSpan.FromMilliseconds(1));
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request, string? role = A.Operator, string name = "Ada")
    {
        request.Headers.Add(NameHeader, name);
        using var response = await RequestAsync(request, role);
        return new Answer(response, await response.Content.ReadAsStringAsync(RunningConsole.Cancellation));
    }

    /// <param name="path">Below the API's root.</param>
    public Task<Answer> GetAsync(string path, string? role = A.Operator, params (string Name, string Value)[] headers) =>
        SendAsync(With(new HttpRequestMessage(HttpMethod.Get, Of(path)), headers), role);

    public Task<Answer> DeleteAsync(string path, string? role = A.Operator, params (string Name, string Value)[] headers) =>
        SendAsync(With(new HttpRequestMessage(HttpMethod.Delete, Of(path)), headers), role);

    public Task<Answer> PostAsync(string path, string? body = null, string? role = A.Operator, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Of(path));
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return SendAsync(With(request, headers), role);
    }

    public static Uri Of(string path) => new(ApiExtensions.Root + path, UriKind.Relative);

    private static HttpRequestMessage With(HttpRequestMessage request, (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private static RunningConsole Arranged(TestStorage? storage, Action<RunningConsole>? arrange)
    {
        var console = new RunningConsole(storage);
        arrange?.Invoke(console);
        return console;
    }

    private static void Add(IServiceCollection services)
    {
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddApi();

        // As the sign-in has it: what no endpoint stands for is not for everyone either.
        services.AddAuthorizationBuilder().SetFallbackPolicy(
            new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new RightRequirement(Right.View)).Build());
    }

    private static void Map(WebApplication app)
    {
        app.MapApi();
        app.MapGet("/api/broken", string () => throw new InvalidOperationException("A secret of ours."));
    }
}

/// <summary>What came back, read to its end.</summary>
internal sealed record Answer(HttpResponseMessage Response, string Body)
{
    public int Status => (int)Response.StatusCode;

    public JsonNode Json => JsonNode.Parse(Body)!;

    public string? Header(string name) =>
        Response.Headers.TryGetValues(name, out var values) || Response.Content.Headers.TryGetValues(name, out values)
            ? string.Join(", ", values)
            : null;

    /// <summary>Fails unless it is a problem of this type, in the form of one.</summary>
    public JsonNode ShouldBeProblem(int status, string type)
    {
        Status.ShouldBe(status, Body);
        Header("Content-Type").ShouldBe("application/problem+json");
        ((string?)Json["type"]).ShouldBe("urn:backup-dashboard:problem:" + type, Body);
        ((int?)Json["status"]).ShouldBe(status);
        ((string?)Json["title"]).ShouldNotBeNullOrEmpty();
        ((string?)Json["detail"]).ShouldNotBeNullOrEmpty();
        Header("Cache-Control")!.ShouldContain("no-store");
        return Json;
    }

    public Answer ShouldBe(int status)
    {
        Status.ShouldBe(status, Body);
        return this;
    }
}
