using System.Data.Common;
using BackupDashboard.Journal;
using BackupDashboard.Storage;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Operations;

/// <summary>Changing history behind the journal's back is detected.</summary>
public sealed class JournalAuditTests : JournalTest
{
    [Fact]
    public async Task Untouched_Audit_IsIntactAndHasTheHead()
    {
        await WriteThreeAsync();
        var report = await VerifyAsync();
        report.ShouldBe(new AuditReport(4, report.Head, null));
        (await Audit().HeadAsync(Cancellation)).ShouldBe(report.Head);
    }

    [Fact]
    public async Task Nothing_Audit_IsIntact() => (await VerifyAsync()).ShouldBe(new AuditReport(0, null, null));

    [Theory]
    [InlineData("UPDATE \"JournalEvents\" SET \"Content\" = replace(\"Content\", 'Ada', 'Eve') WHERE \"Sequence\" = 2", "Event 2 ")]
    [InlineData("UPDATE \"JournalEvents\" SET \"At\" = \"At\" + 1 WHERE \"Sequence\" = 3", "Event 3 ")]
    [InlineData("UPDATE \"JournalEvents\" SET \"OperationId\" = '00000000-0000-0000-0000-000000000001' WHERE \"Sequence\" = 1", "Event 1 ")]
    [InlineData("UPDATE \"JournalEvents\" SET \"Hash\" = substr(\"Hash\", 2) || 'x' WHERE \"Sequence\" = 4", "Event 4 ")]
    [InlineData("DELETE FROM \"JournalEvents\" WHERE \"Sequence\" = 2", "Event 2 is missing")]
    [InlineData("DELETE FROM \"JournalEvents\" WHERE \"Sequence\" = 1", "Event 1 is missing")]
    [InlineData("UPDATE \"Operations\" SET \"State\" = 'Rejected' WHERE \"Target\" = 'b'", "its row was changed past the journal")]
    [InlineData("UPDATE \"Operations\" SET \"ActorName\" = 'Eve' WHERE \"Target\" = 'b'", "its row was changed past the journal")]
    [InlineData("UPDATE \"Operations\" SET \"Content\" = replace(\"Content\", 'Ada', 'Eve') WHERE \"Target\" = "
        + "'b'", "its row was changed past the journal")]
    [InlineData("DELETE FROM \"Operations\" WHERE \"Target\" = 'b'", "1 operations that have events are missing")]
    [InlineData("DELETE FROM \"JournalEvents\" WHERE \"Sequence\" = 4", "not as its latest event left it")]
    public async Task ChangedPastTheJournal_Audit_SaysWhere(string change, string fault)
    {
        await WriteThreeAsync();
        Storage.UnguardHistory();
        Storage.Execute(change);
        (await VerifyAsync()).Fault.ShouldNotBeNull().ShouldContain(fault);
    }

    [Fact]
    public async Task EndCutOff_Audit_IsFoundByAHeadThatWasNoted()
    {
        await WriteThreeAsync();
        var noted = await Audit().HeadAsync(Cancellation);
        Storage.UnguardHistory();
        Storage.Execute("DELETE FROM \"JournalEvents\" WHERE \"Sequence\" > 2; DELETE FROM \"Operations\" WHERE \"Target\" IN ('a', 'c');");
        (await VerifyAsync()).Fault.ShouldNotBeNull();
        (await VerifyAsync(noted)).Fault.ShouldNotBeNull().ShouldContain("its end has been cut off");
    }

    [Fact]
    public async Task OtherHead_Audit_SaysThatItWasRewritten()
    {
        await WriteThreeAsync();
        (await VerifyAsync(new JournalHead(2, new string('f', 64)))).Fault.ShouldNotBeNull().ShouldContain("rewritten");
    }

    [Fact]
    public async Task OtherKey_Audit_DoesNotFit()
    {
        await WriteThreeAsync();
        File.WriteAllText(Storage.KeyFile, Convert.ToBase64String(new byte[32]));
        (await VerifyAsync()).Fault.ShouldNotBeNull().ShouldContain("the key is another one");
    }

    [Theory]
    [InlineData("UPDATE \"JournalEvents\" SET \"Content\" = '{}'")]
    [InlineData("DELETE FROM \"JournalEvents\"")]
    public async Task History_AnyChange_IsRefusedByTheDatabase(string change)
    {
        await WriteThreeAsync();
        Should.Throw<DbException>(() => Storage.Execute(change)).Message.ShouldContain("history is not changed");
    }

    [Fact]
    public async Task KeyLost_Open_IsRefusedRatherThanBegunAnew()
    {
        await WriteThreeAsync();
        File.Delete(Storage.KeyFile);
        (await Should.ThrowAsync<StorageException>(OpenAsync())).Message.ShouldContain("the key that chains them is missing");
    }

    [Fact]
    public async Task OtherKey_Open_IsRefusedBeforeAnythingIsChainedWithIt()
    {
        await WriteThreeAsync();
        File.WriteAllText(Storage.KeyFile, Convert.ToBase64String(new byte[32]));
        var message = (await Should.ThrowAsync<StorageException>(OpenAsync())).Message;
        message.ShouldContain($"The key in Storage:KeyFile '{Storage.KeyFile}' does not fit event ");
        message.ShouldContain("Put back the key");
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("")]
    [InlineData("AAAA")]
    public void KeyFile_ThatIsNoKey_IsRefused(string content)
    {
        File.WriteAllText(Storage.KeyFile, content);
        Should.Throw<StorageException>(() => new JournalKey(Storage.KeyFile).Open(hasEvents: false)).Message.ShouldContain("holds no key");
    }

    [Fact]
    public void KeyFile_ThatIsAFolder_IsRefused()
    {
        File.Delete(Storage.KeyFile);
        Directory.CreateDirectory(Storage.KeyFile);
        Should.Throw<StorageException>(() => new JournalKey(Storage.KeyFile).Open(hasEvents: false)).Message.ShouldContain("is a folder");
    }

    [Fact]
    public void KeyFile_OnceMade_IsForItsOwnerAlone()
    {
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Storage.KeyFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Theory]
    [InlineData("12:" + Zeros, true)]
    [InlineData("12", false)]
    [InlineData("x:" + Zeros, false)]
    [InlineData("-1:" + Zeros, false)]
    [InlineData("12:abc", false)]
    public void Head_Text_IsReadAsItIsWritten(string text, bool isHead) =>
        JournalHead.Parse(text)?.ToString().ShouldBe(isHead ? text : null);

    private const string Zeros = "0000000000000000000000000000000000000000000000000000000000000000";

    private JournalAudit Audit()
    {
        var key = new JournalKey(Storage.KeyFile);
        key.Open(hasEvents: true);
        return new JournalAudit(Storage.Contexts, key);
    }

    private Task<AuditReport> VerifyAsync(JournalHead? known = null) => Audit().VerifyAsync(known, Cancellation);

    /// <summary>Three operations, four events.</summary>
    private async Task WriteThreeAsync()
    {
        var first = A.Operation(target: "a");
        foreach (var operation in new[] { first, A.Operation(target: "b"), A.Operation(target: "c") })
            await Journal.TryAddAsync(operation, Cancellation);
        await Journal.TryUpdateAsync(first.Id, operation => operation with { State = OperationState.Sent }, Cancellation);
    }
}
