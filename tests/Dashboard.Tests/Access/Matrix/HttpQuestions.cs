using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace BackupDashboard.Tests.Access.Matrix;

/// <summary>Asks an endpoint as someone, and says where the answer is not what the table says.</summary>
internal sealed class HttpQuestions(RealProgram program) : IDisposable
{
    private static readonly string[] Programs = ["/api/", "/hubs/", "/_blazor"];
    private static readonly Thing[] Wrong = [Thing.Missing, Thing.MissingZone];
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public async Task<IReadOnlyList<string>> DeviationsAsync(HttpRow row, Credential credential)
    {
        var deviations = new List<string>();
        var wrong = new Dictionary<Thing, string>();
        foreach (var thing in row.Reach is Reach.Nothing ? [Thing.Missing] : Wrong.Concat(Table.Things.Except(Wrong)))
        {
            var item = await PrepareAsync(row, thing);
            using var answer = await SendAsync(row, credential, item);
            var status = (int)answer.StatusCode;
            var body = await answer.Content.ReadAsStringAsync(RunningConsole.Cancellation);

            var expected = Expected(row, credential, item);
            Check(status == expected, $"{expected} was expected, and it is {status}: {Cut(body)}");
            Check(status is not 401 || answer.Headers.WwwAuthenticate.Count > 0, "401 without a word about what is required");
            Check(
                status is not 302 || row.Gate is Gate.Everybody || PathOf(answer.Headers.Location!) == row.SentTo,
                $"led to {answer.Headers.Location}");

            var leaks = Leaks.In(body, credential.Persona, program.AuthorizationFixture, item);
            Check(leaks.Count == 0, $"tells of {string.Join(", ", leaks)}");

            var told = item.Erase(body);
            if (item.IsMissing)
                wrong[thing] = told;
            else if (status == 404)
                Check(wrong.ContainsValue(told), $"is told apart from what is not there: {Cut(body)}");

            var written = WrittenBesides(item);
            if (row.IsCommand && status == row.Status)
                Check(written.Count > 0, "was accepted, and is not in the journal");
            else
                Check(written.Count == 0, $"was refused or only read, and did {string.Join(", ", written)}");

            if (row.HasHead)
            {
                using var head = await SendAsync(row, credential, item, HttpMethod.Head);
                Check((int)head.StatusCode == status, $"HEAD is answered with {(int)head.StatusCode}, GET with {status}");
            }

            void Check(bool isAsItShouldBe, string otherwise)
            {
                if (!isAsItShouldBe)
                    deviations.Add($"{row}, {credential}, {thing}: {otherwise}");
            }
        }

        return deviations;
    }

    /// <summary>An object that no one has asked about; for an operation, one on it that waits, requested by an administrator.</summary>
    public async Task<Item> PrepareAsync(HttpRow row, Thing thing)
    {
        var item = row.Reach is Reach.Nothing ? new Item(Thing.Missing, 0) : program.AuthorizationFixture.Take(thing);
        if (row.Reach is Reach.Rule && !item.IsMissing)
        {
            var journal = program.Services.GetRequiredService<OperationJournal>();
            await AuthorizationFixture.SetRetentionAsync(journal, item);
            return await AuthorizationFixture.SetScheduleAsync(journal, item);
        }

        return row.Reach is Reach.Operation && !item.IsMissing
            ? await AuthorizationFixture.ScheduleDeletionAsync(
                program.Services.GetRequiredService<BackupOperations>(), item, AuthorizationFixture.Preparer)
            : item;
    }

    public async Task<(int Status, string Body)> AskAsync(HttpRow row, Credential credential, Item item)
    {
        using var answer = await SendAsync(row, credential, item);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(RunningConsole.Cancellation));
    }

    public IReadOnlyList<string> WrittenBesides(Item item) =>
        Traces.Of(item, program.Services.GetRequiredService<OperationJournal>(), program.Nuclia);

    public void Dispose() => _http.Dispose();

    private static int Expected(HttpRow row, Credential credential, Item item)
    {
        var isForPrograms = Programs.Any(path => row.Path(item).StartsWith(path, StringComparison.Ordinal));
        if (row.Gate is Gate.Everybody)
            return credential.IsGood ? row.StatusSignedIn ?? row.Status : row.Status;
        if (!credential.IsGood)
            return isForPrograms || credential.Token is not null || (row.Method != HttpMethod.Get && row.SentTo == HttpRow.SignIn)
                ? 401
                : 302;
        if (row.Gate is Gate.Viewers && !Table.Viewers.Contains(credential.Persona))
            return 403;
        if (row.Reach is Reach.Nothing || !row.TellsWhatIsMissing)
            return row.Status;
        if (row.Reach is Reach.Zone)
            return Table.CanViewZone(credential.Persona, item.Zone) ? row.Status : 404;
        if (!Table.CanView(credential.Persona, item.Thing))
            return 404;
        return Table.May(credential.Persona, row.Right, item.Thing) ? row.Status : 403;
    }

    private Task<HttpResponseMessage> SendAsync(HttpRow row, Credential credential, Item item, HttpMethod? method = null)
    {
        var request = row.RequestFor(program.Address, item, method);
        credential.AddTo(request);

        // Signing out for good would end the persona for all rows that follow.
        if (row.Endpoint == "POST /sign-out")
            request.Headers.Remove("RequestVerificationToken");
        return _http.SendAsync(request, RunningConsole.Cancellation);
    }

    private string PathOf(Uri location) => new Uri(program.Address, location).AbsolutePath;

    private static string Cut(string text) => text.Length > 200 ? text[..200] + "…" : text;
}
