using BackupDashboard.Journal;
using BackupDashboard.Storage;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Operations;

/// <summary>One dashboard writes the journal, and another one, with files of its own, stands by.</summary>
[StorageSuite]
public sealed class FollowedHeadTests : IAsyncLifetime
{
    private readonly TestStorage _storage = new();
    private readonly OperationJournal _active;
    private readonly string _file;
    private readonly string _key;
    private FollowedHead _standby;

    public FollowedHeadTests()
    {
        _active = new OperationJournal(_storage.Contexts, new JournalKey(_storage.KeyFile), _storage.LastHead, new TestClock());
        _file = Path.Combine(_storage.Folder, "other.head");
        _key = Path.Combine(_storage.Folder, "other.key");
        _standby = New();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Kept => File.ReadAllText(_file);

    public async ValueTask InitializeAsync()
    {
        await _active.LoadAsync(Cancellation);
        File.Copy(_storage.KeyFile, _key);
    }

    public ValueTask DisposeAsync()
    {
        _active.Dispose();
        _storage.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Standby_KeepsTheHeadThatTheActiveOneKeeps()
    {
        await FollowAsync();
        Kept.ShouldBe(JournalHead.None.ToString());
        foreach (var box in new[] { "a", "b" })
        {
            await AddAsync(box);
            await FollowAsync();
            Kept.ShouldBe(File.ReadAllText(_storage.HeadFile));
        }
    }

    /// <summary>What waits then goes on, instead of being held until someone releases it.</summary>
    [Fact]
    public async Task Standby_ThatTakesOver_KnowsTheDatabase()
    {
        await AddAsync("a");
        await FollowAsync();
        using var taken = await TakeOverAsync();
        taken.Age.ShouldBe(DatabaseAge.Latest);
    }

    [Fact]
    public async Task DatabaseThatWasPutBack_IsNotFollowed_AndFoundByWhoeverTakesOver()
    {
        await AddAsync("a");
        _storage.Copy();
        await AddAsync("b");
        await FollowAsync();
        var before = Kept;
        _storage.PutBack();
        await FollowAsync();
        _standby = New();
        await FollowAsync();

        Kept.ShouldBe(before);
        using var taken = await TakeOverAsync();
        taken.Age.ShouldBe(DatabaseAge.Older);
    }

    [Fact]
    public async Task OtherKey_IsNamed_BeforeItIsNeeded()
    {
        await AddAsync("a");
        await File.WriteAllTextAsync(_key, Convert.ToBase64String(new byte[32]), Cancellation);
        (await _standby.FollowAsync(Cancellation)).ShouldNotBeNull().ShouldContain("does not fit event 1");
        File.Exists(_file).ShouldBeFalse();
    }

    [Fact]
    public async Task FileThatHoldsNoKey_IsNamed()
    {
        await AddAsync("a");
        await File.WriteAllTextAsync(_key, "no key", Cancellation);
        (await _standby.FollowAsync(Cancellation)).ShouldNotBeNull().ShouldContain("holds no key");
    }

    private FollowedHead New() => new(_storage.Contexts, new JournalKey(_key), LastHead());

    private LastHead LastHead() => new(_file, Microsoft.Extensions.Logging.Abstractions.NullLogger<LastHead>.Instance);

    private async Task FollowAsync() => (await _standby.FollowAsync(Cancellation)).ShouldBeNull();

    private Task AddAsync(string box) => _active.TryAddAsync(A.Operation(target: box), _ => null, Cancellation);

    private async Task<OperationJournal> TakeOverAsync()
    {
        var journal = new OperationJournal(_storage.Contexts, new JournalKey(_key), LastHead(), new TestClock());
        await journal.LoadAsync(Cancellation);
        return journal;
    }
}
