using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace BackupDashboard.Journal;

// Operations as stored. The chain is made over this text: it is written once and never formatted again.
internal static class OperationJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { KeepCodesOfProblems } },
    };

    public static string Write(Operation operation) => JsonSerializer.Serialize(operation, Options);

    public static Operation Read(string content) => JsonSerializer.Deserialize<Operation>(content, Options)!;

    private static void KeepCodesOfProblems(JsonTypeInfo type)
    {
        if (type.Type == typeof(OperationProblem))
        {
            type.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "code" };
            foreach (var problem in typeof(OperationProblem).Assembly.GetTypes().Where(one => one.IsSubclassOf(typeof(OperationProblem))))
                type.PolymorphismOptions.DerivedTypes.Add(new(problem, JsonNamingPolicy.CamelCase.ConvertName(problem.Name)));
        }
        else if (type.Type.IsSubclassOf(typeof(OperationProblem)))
        {
            // Both follow from the code and the values.
            foreach (var property in type.Properties.Where(one => one.Name is "kind" or "text").ToList())
                type.Properties.Remove(property);
        }
    }
}
