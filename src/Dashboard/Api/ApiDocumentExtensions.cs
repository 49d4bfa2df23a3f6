using BackupDashboard.Access;
using Microsoft.OpenApi;

namespace BackupDashboard.Api;

/// <summary>Completes the OpenAPI document with what the framework cannot find in the endpoints.</summary>
internal static class ApiDocumentExtensions
{
    public const string Path = ApiExtensions.Root + "/openapi.json";

    private const string Name = "v1";
    private const string Bearer = "bearer";
    private const string Cookie = "cookie";

    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.ShouldInclude = description =>
            description.HttpMethod != HttpMethods.Head
                && description.RelativePath?.StartsWith(ApiExtensions.Root[1..] + "/", StringComparison.Ordinal) is true;
        options.AddDocumentTransformer((document, _, _) => Describe(document));
        options.AddOperationTransformer<ApiOperations>();
    });

    public static void MapApiDocument(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi(Path).RequireAuthorization(Policies.View);
    }

    private static Task Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "BackupDashboard",
            Version = "v1",
            Description =
                "Backups of Nuclia knowledge boxes. Every request that changes something is an operation: it is recorded, answered with "
                    + "202, and followed at its address. What you are not allowed to view is treated as missing. Problems follow RFC "
                    + "9457; their types are stable.",
        };

        // Relative to where the document came from: only its reader knows the host.
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description = "A token of Entra for this application. Where there is one, no cookie counts.",
            },
            [Cookie] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = "BackupDashboard",
                Description =
                    "The cookie of someone who is signed in. What changes something carries the token of /api/v1/antiforgery as well.",
            },
        };
        document.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] },
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Cookie, document)] = [] },
        ];
        return Task.CompletedTask;
    }
}
