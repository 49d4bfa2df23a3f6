using Mono.Cecil;

namespace BackupDashboard.Tests.Shared;

/// <summary>One type knows another.</summary>
public sealed record Knows(string FromFolder, string From, string ToFolder, string To)
{
    public override string ToString() => $"{FromFolder}/{From} knows {ToFolder}/{To}";
}

/// <summary>
/// What the types of an assembly know of each other, as it was compiled: in signatures, fields, attributes and method bodies, those of
/// lambdas and components
/// included. Only constants leave no trace.
/// </summary>
public static class Knowledge
{
    /// <param name="root">The namespace of the sources' folder; what follows it is the folder of a type, empty for the root itself.</param>
    public static IReadOnlyList<Knows> Of(string assemblyFile, string root)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(assemblyFile);
        return
        [
            .. from type in assembly.MainModule.GetTypes()
               let folder = FolderOf(type, root)
               where folder is not null
               from known in Named(type).SelectMany(Parts)
               let other = FolderOf(known, root)
               where other is not null && other != folder
               select new Knows(folder, Outermost(type).Name, other, Outermost(known).Name),
        ];
    }

    /// <summary>All that these types, with what is nested in them, know of the assembly, their own folder included.</summary>
    public static IReadOnlyList<Knows> OfTypes(string assemblyFile, string root, Func<TypeDefinition, bool> isOneOf)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(assemblyFile);
        return
        [
            .. from type in assembly.MainModule.GetTypes()
               where isOneOf((TypeDefinition)Outermost(type))
               from known in Named(type).SelectMany(Parts)
               let folder = FolderOf(known, root)
               where folder is not null
               select new Knows(FolderOf(type, root) ?? "", Outermost(type).Name, folder, Outermost(known).Name),
        ];
    }

    public static bool IsComponent(TypeDefinition type) => type.BaseType switch
    {
        null => false,
        { Name: "ComponentBase" or "LayoutComponentBase" } => true,
        TypeDefinition parent => IsComponent(parent),
        GenericInstanceType { ElementType: TypeDefinition parent } => IsComponent(parent),
        _ => false,
    };

    private static IEnumerable<TypeReference?> Named(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(one => one.InterfaceType),
        .. type.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType),
        .. Attributes(type),
        .. type.Fields.SelectMany(field => Attributes(field).Append(field.FieldType)),
        .. type.Properties.SelectMany(property => Attributes(property).Append(property.PropertyType)),
        .. type.Methods.SelectMany(Named),
    ];

    private static IEnumerable<TypeReference?> Named(MethodDefinition method) =>
    [
        method.ReturnType,
        .. Attributes(method),
        .. method.Parameters.SelectMany(parameter => Attributes(parameter).Append(parameter.ParameterType)),
        .. method.HasBody ? method.Body.Variables.Select(variable => variable.VariableType) : [],
        .. method.HasBody ? method.Body.ExceptionHandlers.Select(handler => handler.CatchType) : [],
        .. method.HasBody ? method.Body.Instructions.SelectMany(instruction => Operand(instruction.Operand)) : [],
    ];

    private static IEnumerable<TypeReference?> Operand(object? operand) => operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        GenericInstanceMethod method => [.. method.GenericArguments, .. Operand(method.ElementMethod)],
        MethodReference method => [method.DeclaringType, method.ReturnType,
            .. method.Parameters.Select(parameter => parameter.ParameterType)],
        _ => [],
    };

    private static IEnumerable<TypeReference> Attributes(ICustomAttributeProvider provider) =>
        provider.CustomAttributes.Select(attribute => attribute.AttributeType);

    /// <summary>A list of backups names the list and the backup.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => [.. generic.GenericArguments.SelectMany(Parts), .. Parts(generic.ElementType)],
        TypeSpecification other => Parts(other.ElementType),
        _ => [type],
    };

    private static string? FolderOf(TypeReference type, string root) => Outermost(type).Namespace is var name && name == root ? ""
        : name.StartsWith($"{root}.", StringComparison.Ordinal) ? name[(root.Length + 1)..].Split('.')[0]
        : null;

    private static TypeReference Outermost(TypeReference type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
