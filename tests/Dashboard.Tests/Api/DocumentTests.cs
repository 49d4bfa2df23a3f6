using System.Text.Json.Nodes;
using BackupDashboard.Api;
using BackupDashboard.Tests.Shared;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace BackupDashboard.Tests.Api;

public sealed class DocumentTests : ApiTest
{
    private static readonly string[] Everywhere = ["401", "403", "406", "429", "500"];

    [Fact]
    public async Task Document_IsValid()
    {
        var answer = (await App.GetAsync("/openapi.json", A.Auditor)).ShouldBe(200);
        var read = OpenApiDocument.Parse(answer.Body, OpenApiConstants.Json);
        read.Diagnostic!.Errors.ShouldBeEmpty();
        read.Diagnostic.Warnings.ShouldBeEmpty();
        read.Document!.Validate(ValidationRuleSet.GetDefaultRuleSet()).ShouldBeEmpty();
        read.Document!.Components!.SecuritySchemes!.Keys.ShouldBe(["bearer", "cookie"], ignoreOrder: true);
    }

    /// <summary>
    /// A change here changes what programs rely on. If it is intended, UPDATE_OPENAPI=1 rewrites the copy.
    /// </summary>
    [Fact]
    public async Task Document_IsAsItIsKept()
    {
        var document = JsonNode.Parse((await App.GetAsync("/openapi.json")).Body)!.ToJsonString(
            new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_OPENAPI") == "1")
            await File.WriteAllTextAsync(Documentation.OpenApi, document, RunningConsole.Cancellation);
        document.ShouldBe(await File.ReadAllTextAsync(Documentation.OpenApi, RunningConsole.Cancellation));
    }

    [Fact]
    public async Task EveryEndpoint_IsInTheDocumentWithItsAnswers()
    {
        var paths = (await App.GetAsync("/openapi.json")).Json["paths"]!.AsObject();
        var endpoints = App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith(ApiExtensions.Root, StringComparison.Ordinal))
            .Where(endpoint => endpoint.RoutePattern.RawText != ApiDocumentExtensions.Path)
            .SelectMany(endpoint => endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
                .Where(method => method != "HEAD").Select(method => $"{method.ToLowerInvariant()} {endpoint.RoutePattern.RawText}"))
                    .ToList();
        var operations = paths.SelectMany(
            path => path.Value!.AsObject().Select(operation => (Name: $"{operation.Key} {path.Key}", Operation: operation.Value!)))
                .ToList();

        endpoints.Count.ShouldBe(21);
        operations.Select(operation => operation.Name).ShouldBe(endpoints, ignoreOrder: true);
        foreach (var (name, operation) in operations)
        {
            ((string?)operation["summary"]).ShouldNotBeNullOrEmpty(name);
            ((string?)operation["operationId"]).ShouldNotBeNullOrEmpty(name);
            var answers = operation["responses"]!.AsObject();
            Everywhere.ShouldBeSubsetOf(answers.Select(answer => answer.Key), name);
            answers.ContainsKey("304")
                .ShouldBe(
                    name.StartsWith("get", StringComparison.Ordinal) && name.Contains('{', StringComparison.Ordinal)
                        || name.EndsWith("/coverage", StringComparison.Ordinal) || name.EndsWith("/schedules", StringComparison.Ordinal)
                        || name.EndsWith("/retention", StringComparison.Ordinal),
                    name);
            answers.Count(answer => answer.Key.StartsWith('2')).ShouldBe(1, name);
            foreach (var (status, answer) in answers.Where(answer => answer.Key[0] is '4' or '5'))
                answer!["content"]!.AsObject().Select(content => content.Key).ShouldBe(["application/problem+json"], $"{name} {status}");
            foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
                ((string?)parameter!["description"]).ShouldNotBeNullOrEmpty($"{name} {parameter["name"]}");
            if (name.StartsWith("post", StringComparison.Ordinal) && !name.EndsWith("cancel", StringComparison.Ordinal))
                operation["requestBody"]!["content"]!["application/json"].ShouldNotBeNull(name);
        }
    }

    [Fact]
    public async Task EveryFieldOfAnAnswer_IsDescribed()
    {
        var schemas = (await App.GetAsync("/openapi.json")).Json["components"]!["schemas"]!.AsObject();
        var silent = schemas.Where(schema => schema.Key is not ("ProblemDetails" or "HttpValidationProblemDetails"))
            .SelectMany(
                schema => (schema.Value!["properties"]?.AsObject() ?? []).Where(property => IsSilent(property.Value!))
                    .Select(property => $"{schema.Key}.{property.Key}"));
        silent.ShouldBeEmpty();
    }

    private static bool IsSilent(JsonNode property) =>
        property["description"] is null && property["$ref"] is null && property["oneOf"] is null;
}
