using System.Text.Json;
using System.Text.Json.Serialization;
using BackupDashboard.Access;
using Microsoft.AspNetCore.Mvc;

namespace BackupDashboard.Api;

/// <summary>The API for programs: the same services as the pages, over HTTP.</summary>
internal static class ApiExtensions
{
    public const string Root = "/api/v1";

    /// <summary>Bytes. The largest sensible request, a restore with a long title, is far smaller.</summary>
    internal const int MaximumBody = 64 * 1024;

    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddAntiforgery();
        services.AddSingleton<ZoneLookup>();
        services.AddSingleton<ReadyBodies>();
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.AllowDuplicateProperties = false;
        });
        return services.AddApiDocument().AddApiPage();
    }

    /// <summary>
    /// Before everything that may refuse a request, so that a program gets every refusal as problem details. Callers of the hub and the
    /// circuits are programs, too.
    /// </summary>
    public static IApplicationBuilder UseProblems(this IApplicationBuilder app) =>
        app.UseWhen(context => SignInPaths.IsForPrograms(context.Request), ApiErrors.Use);

    public static IEndpointRouteBuilder MapApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup(Root).RequireAuthorization(Policies.View);
        api.WithMetadata(new RequestSizeLimitAttribute(MaximumBody));
        foreach (var status in new[] { 401, 403, 406, 429, 500 })
            api.ProducesProblem(status);
        api.AddEndpointFilter(ApiGuards.AnswerOnlyWhatIsAcceptedAsync);
        api.AddEndpointFilter(ApiGuards.AskCookiesForMoreAsync);

        api.MapMe();
        api.MapZones();
        api.MapKnowledgeBoxes();
        api.MapCoverage();
        api.MapSchedules();
        api.MapRetention();
        api.MapBackups();
        api.MapBackupCommands();
        api.MapOperations();
        api.MapSlugCheck();
        app.MapApiDocument();
        app.MapApiPage();
        return app;
    }

    /// <summary>HEAD is GET without the body, which the server omits.</summary>
    internal static RouteHandlerBuilder MapRead(this IEndpointRouteBuilder api, string pattern, Delegate handler) =>
        api.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], handler);

    internal static RouteHandlerBuilder Refusing(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses)
            endpoint.ProducesProblem(status);
        return endpoint;
    }
}
