using Xunit.v3;

namespace BackupDashboard.Tests.Shared;

/// <summary>A suite about what is stored: <c>./test.sh</c> runs it on both databases (<c>-trait Storage=Both</c>).</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = true)]
public sealed class StorageSuiteAttribute : Attribute, ITraitAttribute
{
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Storage", "Both")];
}
