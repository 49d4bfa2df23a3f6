using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BackupDashboard.Api;

/// <summary>A query parameter, which the endpoint reads itself.</summary>
/// <param name="Choices">An enumeration of its values; null for any text.</param>
internal sealed record Parameter(string Name, string Description, Type? Choices = null, bool Needed = false);

internal sealed record Paged;

internal sealed record Idempotent;

/// <summary>Adds to the document what endpoints declare by metadata, and what applies to all of them.</summary>
internal sealed class ApiOperations : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Parameters ??= [];
        foreach (var parameter in metadata.OfType<Parameter>())
            operation.Parameters.Add(Query(parameter.Name, parameter.Description, parameter.Needed, SchemaOf(parameter)));
        if (metadata.OfType<Paged>().Any())
        {
            operation.Parameters.Add(Query("page", "From 1, which is the default.", false, Number(1, Paging.MaximumNumber)));
            operation.Parameters.Add(
                Query("pageSize", $"How many fit on a page; default {Paging.DefaultSize}.", false, Number(1, Paging.MaximumSize)));
        }

        if (metadata.OfType<Idempotent>().Any())
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = RequestKeys.Header,
                In = ParameterLocation.Header,
                Description =
                    "A name for this request. Repeated under the same name it is the same operation; something else under that name is "
                        + "refused with 422.",
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    MinLength = 1,
                    MaxLength = RequestKeys.MaximumLength,
                    Pattern = "^[!-~]+$"
                },
            });
        }

        var responses = operation.Responses ?? [];
        var isTagged = responses.ContainsKey("304");
        foreach (var (status, response) in responses)
        {
            if (isTagged && (status is "200" or "304"))
                Tell(response, "ETag", "Of this very answer. Sent as If-None-Match, it is answered with 304 while nothing has changed.");
            if (isTagged && (status is "200" or "304") && context.Description.RelativePath!.Contains("/zones/", StringComparison.Ordinal))
                Tell(response, ApiHeaders.ZoneAsOf, "When the zone was last read successfully, in UTC: the age of this answer.");
            if (status is "200" && metadata.OfType<Paged>().Any())
                Tell(response, "Link", "Where the pages before and after this one are: rel prev and next.");
            if (status is "202")
                Tell(response, "Location", "Where the operation is followed.");
            if (status is "429" or "503")
                Tell(response, "Retry-After", "Seconds to wait before the next attempt.");
        }

        return Task.CompletedTask;
    }

    private static void Tell(IOpenApiResponse response, string header, string description)
    {
        var whole = (OpenApiResponse)response;
        whole.Headers ??= new Dictionary<string, IOpenApiHeader>();
        whole.Headers[header] = new OpenApiHeader
        {
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String }
        };
    }

    private static OpenApiParameter Query(string name, string description, bool needed, OpenApiSchema schema) =>
        new() { Name = name, In = ParameterLocation.Query, Description = description, Required = needed, Schema = schema };

    private static OpenApiSchema SchemaOf(Parameter parameter) => new()
    {
        Type = JsonSchemaType.String,
        MaxLength = parameter.Choices is null ? Parameters.MaximumText : null,
        Enum = parameter.Choices is { } choices ? [.. Parameters.NamesOf(choices).Select(name => (JsonNode)name)] : null,
    };

    private static OpenApiSchema Number(int least, int most) => new()
    {
        Type = JsonSchemaType.Integer,
        Minimum = least.ToString(CultureInfo.InvariantCulture),
        Maximum = most.ToString(CultureInfo.InvariantCulture),
    };
}
