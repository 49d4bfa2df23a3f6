using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Sandbox;

namespace BackupDashboard.Tests.Contract;

/// <summary>Every command under every fault: sent once, and in doubt whenever the cloud may have carried it out.</summary>
public sealed class CommandFaultTests(ContractCloud cloud) : IClassFixture<ContractCloud>
{
    private readonly string _slug = $"copy-{Guid.NewGuid():N}";

    public static TheoryData<string, string> Cells =>
    [
        .. FaultCases.With("create", "restore"),
        .. FaultCases.With("delete").Where(cell => !FaultCases.OfBodies.Contains(cell.Fault)),
    ];

    public static TheoryData<string> FaultsOfTheAccount => [.. FaultCases.All.Where(one => !one.Value.Stalls).Select(one => one.Key)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Cells))]
    public async Task Fault_Command_IsSentOnceAndTellsItsDoubt(string operation, string fault)
    {
        var expected = FaultCases.All[fault];
        var target = await PrepareAsync(operation);
        await cloud.FaultAsync(expected.Order(operation));
        await using var nuclia = cloud.Client();

        var sending = SendAsync(nuclia.Commands, operation, target);
        if (expected.Stalls)
        {
            // A fault is hit before it carries the command out, which the end of the call would break off.
            await cloud.HitAsync(1, TestContext.Current.CancellationToken);
            while (expected.Applied && !await IsAppliedAsync(operation, target))
                TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            nuclia.Time.Advance(nuclia.Options.CommandTimeout);
        }

        var error = (await sending).ShouldNotBeNull();
        (error.Kind, error.MayHaveBeenApplied).ShouldBe((expected.Kind, expected.InDoubt), error.Detail);
        (await cloud.CallsAsync(operation)).ShouldBe(1);
        (await IsAppliedAsync(operation, target)).ShouldBe(expected.Applied);
    }

    [Theory]
    [InlineData("malformed", null)]
    [InlineData("drip", null)]
    [InlineData("truncate", NucliaErrorKind.Broken)]
    public async Task FaultOfABody_Delete_CannotBeSpoiledByIt(string kind, NucliaErrorKind? expected)
    {
        var backup = await PrepareAsync("delete");
        await cloud.FaultAsync(new { operation = "delete", kind });
        await using var nuclia = cloud.Client();

        var error = await SendAsync(nuclia.Commands, "delete", backup);

        (error?.Kind, error?.MayHaveBeenApplied).ShouldBe((expected, expected is null ? null : true));
        (await cloud.CallsAsync("delete")).ShouldBe(1);
        (await IsAppliedAsync("delete", backup)).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(FaultsOfTheAccount))]
    public async Task AccountThatCannotBeAskedFor_Command_IsNeverSent(string fault)
    {
        var backup = await PrepareAsync("delete");
        await cloud.FaultAsync(FaultCases.All[fault].Order("account"));
        await using var nuclia = cloud.Client();

        var error = (await SendAsync(nuclia.Commands, "delete", backup)).ShouldNotBeNull();

        (error.Kind, error.MayHaveBeenApplied).ShouldBe((FaultCases.All[fault].Kind, false), error.Detail);
        (await cloud.CallsAsync("delete")).ShouldBe(0);
        (await IsAppliedAsync("delete", backup)).ShouldBeFalse();
    }

    // A box to back up, or a backup to delete or to restore.
    private async Task<string> PrepareAsync(string operation)
    {
        await cloud.CalmAsync();
        return operation == "create" ? cloud.BoxId : await cloud.OldBackupAsync();
    }

    private async Task<NucliaError?> SendAsync(INucliaCommands commands, string operation, string target) => operation switch
    {
        "create" => (await commands.CreateBackupAsync(cloud.Zone(), target, Ct)).Error,
        "delete" => (await commands.DeleteBackupAsync(cloud.Zone(), target, Ct)).Error,
        _ => (await commands.RestoreBackupAsync(cloud.Zone(), target, _slug, "Copy", Ct)).Error,
    };

    private async Task<bool> IsAppliedAsync(string operation, string target)
    {
        await cloud.Sandbox.SendAsync(HttpMethod.Delete, cloud.Sandbox.Global("/sandbox/faults"));
        var path = operation == "restore" ? "/kbs?include_search_configs=false" : "/backups";
        var all = (await cloud.Sandbox.GetAsync(cloud.Sandbox.Account(path))).EnumerateArray();
        return operation switch
        {
            "create" => all.Any(backup => backup.GetProperty("kb_data").Text("id") == target && backup.IsNull("finished_at")),
            "delete" => all.All(backup => backup.Text("id") != target),
            _ => all.Any(box => box.Text("slug") == _slug),
        };
    }
}
