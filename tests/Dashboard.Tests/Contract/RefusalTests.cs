using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Sandbox;
using BackupDashboard.Tests.Shared;
using static BackupDashboard.Nuclia.NucliaErrorKind;

namespace BackupDashboard.Tests.Contract;

/// <summary>Everything that the cloud itself refuses.</summary>
public sealed class RefusalTests(ContractCloud cloud) : IClassFixture<ContractCloud>
{
    private const string Unknown = CloudSandbox.UnknownId;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Token", "not-the-token", Unauthorized, 401)]
    [InlineData("Account", "nobody", NotFound, 404)]
    public async Task WrongTokenOrAccount_AnyCall_IsRefused_AndNoCommandIsSent(string key, string value, NucliaErrorKind kind, int status)
    {
        await cloud.CalmAsync();
        await using var nuclia = cloud.Client((key, value));

        var errors = new[]
        {
            (await nuclia.Reader.GetAccountAsync(Ct)).Error,
            (await nuclia.Reader.ListZonesAsync(Ct)).Error,
            (await nuclia.Reader.ListBackupsAsync(cloud.Zone(), Ct)).Error,
            (await nuclia.Reader.ListKnowledgeBoxesAsync(cloud.Zone(), KnowledgeBoxMode.Kb, Ct)).Error,
            (await nuclia.Commands.CreateBackupAsync(cloud.Zone(), Unknown, Ct)).Error,
            (await nuclia.Commands.DeleteBackupAsync(cloud.Zone(), Unknown, Ct)).Error,
            (await nuclia.Commands.RestoreBackupAsync(cloud.Zone(), Unknown, "slug", "Title", Ct)).Error,
        };

        errors.ShouldAllBe(error => error!.Kind == kind && error.Status == status && !error.MayHaveBeenApplied);
        foreach (var command in new[] { "create", "delete", "restore" })
            (await cloud.CallsAsync(command)).ShouldBe(0, command);
    }

    [Fact]
    public async Task WrongToken_Counters_IsUnauthorized()
    {
        await using var nuclia = cloud.Client(("Token", "not-the-token"));

        var error = (await nuclia.Reader.GetCountersAsync(cloud.Zone(), Unknown, Ct)).Error.ShouldNotBeNull();

        (error.Kind, error.Detail).ShouldBe((Unauthorized, "Invalid or expired token"));
    }

    [Fact]
    public async Task TokenThatIsReplaced_ReadsAndCommands_FollowTheFile()
    {
        await cloud.CalmAsync();
        using var file = new TokenFile(cloud.Sandbox.Host.Token);
        await using var nuclia = cloud.Client(("Token", null), ("TokenFile", file.Path));
        (await nuclia.Reader.ListBackupsAsync(cloud.Zone(), Ct)).IsSuccess.ShouldBeTrue();

        file.Write("revoked-token");
        var read = (await nuclia.Reader.ListBackupsAsync(cloud.Zone(), Ct)).Error;
        var command = (await nuclia.Commands.DeleteBackupAsync(cloud.Zone(), await cloud.OldBackupAsync(), Ct)).Error;
        file.Write(cloud.Sandbox.Host.Token + "\n");

        (read!.Kind, command!.Kind, command.MayHaveBeenApplied).ShouldBe((Unauthorized, Unauthorized, false));
        (await cloud.CallsAsync("delete")).ShouldBe(1);
        (await nuclia.Reader.ListBackupsAsync(cloud.Zone(), Ct)).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public async Task UnknownBackupOrBox_AnyCall_IsNotFound()
    {
        await using var nuclia = cloud.Client();

        var errors = new[]
        {
            (await nuclia.Reader.GetCountersAsync(cloud.Zone(), Unknown, Ct)).Error,
            (await nuclia.Commands.CreateBackupAsync(cloud.Zone(), Unknown, Ct)).Error,
            (await nuclia.Commands.DeleteBackupAsync(cloud.Zone(), Unknown, Ct)).Error,
            (await nuclia.Commands.RestoreBackupAsync(cloud.Zone(), Unknown, "slug", "Title", Ct)).Error,
        };

        errors.Select(error => (error!.Kind, error.Detail)).ShouldBe(
            [
                (NotFound, "Knowledge Box not found"),
                (NotFound, "Knowledge Box not found"),
                (NotFound, "Backup not found"),
                (NotFound, "Backup not found"),
            ]);
    }

    [Fact]
    public async Task BackupOfAnotherZone_Delete_IsNotFound_AndItStays()
    {
        await using var nuclia = cloud.Client();
        var backup = await cloud.OldBackupAsync(CloudSandbox.Asia);

        var error = (await nuclia.Commands.DeleteBackupAsync(cloud.Zone(CloudSandbox.Europe), backup, Ct)).Error;

        error!.Kind.ShouldBe(NotFound);
        (await cloud.Sandbox.FindBackupAsync(backup, CloudSandbox.Asia)).ShouldNotBeNull();
    }

    [Fact]
    public async Task BackupThatIsGone_DeleteAgain_IsNotFound()
    {
        await using var nuclia = cloud.Client();
        var backup = await cloud.OldBackupAsync();

        (await nuclia.Commands.DeleteBackupAsync(cloud.Zone(), backup, Ct)).IsSuccess.ShouldBeTrue();
        (await nuclia.Commands.DeleteBackupAsync(cloud.Zone(), backup, Ct)).Error!.Kind.ShouldBe(NotFound);
    }

    [Fact]
    public async Task TextThatIsNoUuid_AnyCommand_IsInvalid()
    {
        await using var nuclia = cloud.Client();

        var errors = new[]
        {
            (await nuclia.Commands.CreateBackupAsync(cloud.Zone(), "handbook", Ct)).Error,
            (await nuclia.Commands.DeleteBackupAsync(cloud.Zone(), "handbook", Ct)).Error,
            (await nuclia.Commands.RestoreBackupAsync(cloud.Zone(), "handbook", "slug", "Title", Ct)).Error,
        };

        errors.ShouldAllBe(error => error!.Kind == Invalid && error.Status == 422 && error.Detail.Contains("valid UUID"));
    }
}

internal sealed class TokenFile : IDisposable
{
    public TokenFile(string token) => Write(token);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName());

    public void Write(string token) => File.WriteAllText(Path, token);

    public void Dispose() => File.Delete(Path);
}
