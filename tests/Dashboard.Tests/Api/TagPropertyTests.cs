using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;
using CsCheck;

namespace BackupDashboard.Tests.Api;

/// <summary>
/// Tags follow from versions, and not from what was sent. Whatever happens, and whoever asks for what: two answers with one tag are the
/// same answer.
/// </summary>
public sealed class TagPropertyTests : ApiTest
{
    private static readonly string[] Roles = [A.Operator, A.Auditor, TeamA, TeamB];

    private static readonly string[] Queries =
    [
        "", "?page=2&pageSize=2", "?sort=duration", "?sort=duration&order=desc", "?state=inProgress", "?state=stalled&sort=size",
        "?box=a-one", "?q=a", "?q=5:a-one", "?sort=box&pageSize=1",
    ];

    private enum Act
    {
        Nothing,
        Later,
        MuchLater,
        Change,
        Run,
        Gone,
        Pin,
        Unpin,
        Delete,
    }

    [Fact]
    public async Task AnyHistory_TwoEqualTags_AreTwoEqualAnswers()
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        var again = 0;
        await Gen.Select(Gen.Enum<Act>(), Gen.Int[0, 5]).Array[20].SampleAsync(async steps =>
        {
            foreach (var (act, number) in steps)
            {
                await DoAsync(act, number);
                foreach (var query in Queries)
                {
                    var (path, role) = ($"/zones/europe/backups{query}", Roles[number % Roles.Length]);
                    var answer = (await App.GetAsync(path, role)).ShouldBe(200);
                    var tag = answer.Header("ETag").ShouldNotBeNull();
                    again += seen.TryAdd(tag, answer.Body) ? 0 : 1;
                    answer.Body.ShouldBe(seen[tag], $"{role} {query}");

                    // A deletion may have gone on in between.
                    var known = await App.GetAsync(path, role, ("If-None-Match", tag));
                    known.ShouldBe(known.Header("ETag") == tag ? 304 : 200);
                }
            }
        }, iter: 6, threads: 1);
        again.ShouldBePositive("otherwise no two tags were ever equal");
    }

    private async Task DoAsync(Act act, int number)
    {
        var person = A.Person(A.Operator);
        switch (act)
        {
            case Act.Later:
                Console.Clock.Advance(TimeSpan.FromMinutes(number));
                break;
            case Act.MuchLater:
                Console.Clock.Advance(TimeSpan.FromHours(2));
                break;
            case Act.Change:
                Europe.Backups = Europe.Backups.RemoveAll(backup => backup.Id == $"c{number}")
                    .Add(A.Backup($"c{number}", number < 3 ? "a-one" : "b-one", size: Console.Clock.GetUtcNow().Ticks));
                break;
            case Act.Run:
                Europe.Backups = Europe.Backups.RemoveAll(backup => backup.Id == $"r{number}")
                    .Add(A.Running($"r{number}", "a-one", Console.Clock.GetUtcNow().AddMinutes(-number)));
                break;
            case Act.Gone:
                Europe.Backups = Europe.Backups.RemoveAll(backup => backup.Id == $"c{number}" || backup.Id == $"r{number}");
                break;
            case Act.Pin:
                await Console.Get<Pins>().PinAsync(person, "europe", "b1", "The audit needs it", RunningConsole.Cancellation);
                break;
            case Act.Unpin:
                await Console.Get<Pins>().UnpinAsync(person, "europe", "b1", RunningConsole.Cancellation);
                break;
            case Act.Delete:
                await App.DeleteAsync("/zones/europe/backups/a1?confirmation=a-one");
                break;
        }

        if (act is not (Act.Pin or Act.Unpin))
            await Console.PollAsync();
    }
}
