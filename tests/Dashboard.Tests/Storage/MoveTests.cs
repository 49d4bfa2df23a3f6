using System.Reflection;
using System.Runtime.CompilerServices;
using BackupDashboard.Hosting;
using BackupDashboard.Journal;
using BackupDashboard.Storage;
using BackupDashboard.Storage.Postgres;
using BackupDashboard.Storage.Sqlite;
using BackupDashboard.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace BackupDashboard.Tests.Storage;

/// <summary>From SQLite to PostgreSQL.</summary>
public sealed class MoveTests : IDisposable
{
    private readonly TestStorage _from = new(StorageProvider.Sqlite);
    private readonly string _to = PostgresTestDatabase.NewEmpty();
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _from.Dispose();
        PostgresTestDatabase.Drop(_to);
        _output.Dispose();
        _errors.Dispose();
    }

    [Fact]
    public async Task Installation_WithRowsInEveryTable_ArrivesAsItIs()
    {
        await FillAsync();
        (await MoveAsync()).ShouldBe(0, _errors.ToString());
        _output.ToString().ShouldContain("Operations: 3");
        _output.ToString().ShouldContain("The journal is intact: 4 events. Its head is 4:");
        _output.ToString().ShouldNotContain(": 0");

        await using var db = Target();
        var key = new JournalKey(_from.KeyFile);
        key.Open(hasEvents: true);
        var journal = new OperationJournal(new Contexts(_to), key, _from.LastHead, new TestClock());
        await db.Set<LostEnd>().ExecuteDeleteAsync(Cancellation);
        await journal.LoadAsync(Cancellation);
        journal.Age.ShouldBe(DatabaseAge.Latest);
        await journal.TryAddAsync(A.Operation(target: "d"), _ => null, Cancellation);
        (await new JournalAudit(new Contexts(_to), key).VerifyAsync(null, Cancellation)).Events.ShouldBe(5);
    }

    [Fact]
    public async Task WhileADashboardRunsOnIt_IsRefused()
    {
        await FillAsync();
        using var dashboard = new SqliteEngine(_from.DatabaseFile);
        await using (var db = dashboard.NewContext())
            await dashboard.OpenAsync(db, Cancellation);
        (await MoveAsync()).ShouldBe(2);
        _errors.ToString().ShouldStartWith("Nothing was moved. Another dashboard is running on this database");
        (await HasTablesAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Twice_IsRefused_AndTheFirstStays()
    {
        await FillAsync();
        await MoveAsync();
        (await MoveAsync()).ShouldBe(2);
        _errors.ToString().ShouldContain("The database to move to has rows in Alarms already. Give one that is empty.");
        await using var db = Target();
        (await db.Set<OperationRow>().CountAsync(Cancellation)).ShouldBe(3);
    }

    [Fact]
    public async Task JournalThatDoesNotVerify_IsNotMoved()
    {
        await FillAsync();
        _from.UnguardHistory();
        _from.Execute("UPDATE \"JournalEvents\" SET \"Content\" = '{}' WHERE \"Sequence\" = 2");
        (await MoveAsync()).ShouldBe(2);
        _errors.ToString().ShouldStartWith("Nothing was moved. The journal is not intact. Event 2 ");
        (await HasTablesAsync()).ShouldBeFalse();
    }

    [Theory]
    [InlineData("\"ChannelReceipts\" ADD CHECK (length(\"Content\") > 100)", "violates check constraint")]
    [InlineData("\"ChannelReceipts\" ALTER \"Content\" TYPE char(40)", "ChannelReceipts did not arrive as it is")]
    public async Task RowThatDoesNotArriveAsItIs_NothingIsMoved(string change, string says)
    {
        await FillAsync();
        await using (var db = Target())
            await db.Database.MigrateAsync(Cancellation);
        PostgresTestDatabase.Execute(_to, $"ALTER TABLE {change}");

        (await MoveAsync()).ShouldBe(2);
        _errors.ToString().ShouldContain(says);
        await using var after = Target();
        (await after.Set<OperationRow>().AnyAsync(Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task KeysOfCookies_WithACertificate_AreMovedAsTheyAre_UnlessTheyAreNotEncrypted()
    {
        await FillAsync();
        var keys = Directory.CreateDirectory(Path.Combine(_from.Folder, "keys")).FullName;
        string[] more = [$"--Storage:KeysPath={keys}", "--Storage:KeysCertificate=keys.pfx"];
        File.WriteAllText(Path.Combine(keys, "key-1.xml"), "<key><encryptedSecret><EncryptedData /></encryptedSecret></key>");
        File.WriteAllText(Path.Combine(keys, "key-2.xml"), "<key><value>plain</value></key>");
        (await MoveAsync(more)).ShouldBe(2);
        _errors.ToString().ShouldContain("key-2 in Storage:KeysPath");
        (await HasTablesAsync()).ShouldBeFalse();

        File.Delete(Path.Combine(keys, "key-2.xml"));
        (await MoveAsync(more)).ShouldBe(0, _errors.ToString());
        await using var db = Target();
        (await db.DataProtectionKeys.SingleAsync(Cancellation)).FriendlyName.ShouldBe("key-1");
    }

    [Theory]
    [InlineData(new string[0], "Say from where and where to")]
    [InlineData(new[] { "--from", "missing.db", "--to", "Host=db;Database=backups" }, "There is no database at 'missing.db'.")]
    [InlineData(new[] { "--from", "{file}", "--to", "postgres://db/backups" }, "What --to gives is no connection to PostgreSQL.")]
    [InlineData(new[] { "--from", "{file}", "--to", "file:/missing" }, "The file that --to names cannot be read.")]
    [InlineData(new[] { "--from", "{file}", "--to", "Host=127.0.0.1;Port=1;Database=b;Password=s3cret" }, "cannot be used")]
    public async Task WrongArguments_AreNamed(string[] args, string says)
    {
        await FillAsync();
        var given = args.Select(arg => arg == "{file}" ? _from.DatabaseFile : arg).Append($"--Storage:KeyFile={_from.KeyFile}");
        (await MoveVerb.RunAsync([.. given], _output, _errors)).ShouldBe(2);
        _errors.ToString().ShouldContain(says);
        _errors.ToString().ShouldNotContain("s3cret");
    }

    private Task<int> MoveAsync(params string[] more) => MoveVerb.RunAsync(
        ["--from", _from.DatabaseFile, "--to", _to, $"--Storage:KeyFile={_from.KeyFile}", .. more], _output, _errors);

    private PostgresContext Target() => new(PostgresEngine.OptionsFor(_to));

    private async Task<bool> HasTablesAsync()
    {
        await using var db = Target();
        return (await db.Database.GetAppliedMigrationsAsync(Cancellation)).Any();
    }

    /// <summary>Three operations, four events; in every other table a row with all values, and one with as few as possible.</summary>
    private async Task FillAsync()
    {
        var key = new JournalKey(_from.KeyFile);
        var written = new OperationJournal(_from.Contexts, key, _from.LastHead, new TestClock());
        await written.LoadAsync(Cancellation);
        var first = A.Operation(target: "a");
        foreach (var operation in new[] { first, A.Operation(target: "b"), A.Operation(target: "c") })
            await written.TryAddAsync(operation, _ => null, Cancellation);
        await written.TryUpdateAsync(first.Id, operation => operation with { State = OperationState.Sent }, Cancellation);

        await using var db = _from.Contexts.CreateDbContext();
        Type[] journal = [typeof(OperationRow), typeof(JournalEvent)];
        foreach (var type in db.Model.GetEntityTypes().Where(type => !journal.Contains(type.ClrType)))
        {
            db.Add(Sample(type, type.ClrType, isFull: true));
            db.Add(Sample(type, type.ClrType, isFull: false));
        }

        await db.SaveChangesAsync(Cancellation);
    }

    private static object Sample(ITypeBase type, Type clrType, bool isFull)
    {
        var row = RuntimeHelpers.GetUninitializedObject(clrType);
        foreach (var property in type.GetProperties().Where(property => isFull || !property.IsNullable))
            Set(row, property.PropertyInfo!, Sample(property.ClrType, isFull));
        foreach (var property in type.GetComplexProperties().Where(property => isFull || !property.IsNullable))
            Set(row, property.PropertyInfo!, Sample(property.ComplexType, property.ClrType, isFull));
        return row;
    }

    private static object Sample(Type type, bool isFull) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var text when text == typeof(string) => isFull ? "Ünïcode 'and' \"quotes\" \\ 100 % 知識\n" : "",
        var id when id == typeof(Guid) => Guid.NewGuid(),
        var moment when moment == typeof(DateTimeOffset) => TestClock.Origin.AddTicks(isFull ? 1 : 0),
        var yes when yes == typeof(bool) => isFull,
        var choice when choice.IsEnum => Enum.GetValues(choice).GetValue(isFull ? 1 : 0)!,
        var number => Convert.ChangeType(isFull ? 7 : 0, number, System.Globalization.CultureInfo.InvariantCulture),
    };

    private static void Set(object row, PropertyInfo property, object value) => property.SetValue(row, value);

    private sealed class Contexts(string connection) : IDbContextFactory<DashboardContext>
    {
        public DashboardContext CreateDbContext() => new PostgresContext(PostgresEngine.OptionsFor(connection));
    }
}
