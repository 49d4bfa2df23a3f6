using System.Reflection;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Access.Matrix;

/// <summary>Every method that acts for someone x every kind of person x own and others' objects.</summary>
public sealed class ServiceMatrixTests
{
    private static readonly Thing[] Wrong = [Thing.Missing, Thing.MissingZone];

    public static TheoryData<string> Names => [.. ServiceRows.All.Select(row => row.Method)];

    [Fact]
    public void MethodsThatTakeACaller_AreTheRows()
    {
        var methods = typeof(Caller).Assembly.GetTypes()
            .SelectMany(
                type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(
                method => method.GetParameters().Any(parameter => parameter.ParameterType == typeof(Caller)) && !typeof(Caller)
                    .IsAssignableFrom(method.DeclaringType))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}");

        methods.ShouldBe(
            ServiceRows.All.Select(row => row.Method).Concat(ServiceRows.NoWaysIn), ignoreOrder: true,
            "say in ServiceRows which right it takes");
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Method_CalledByEverybodyAboutEverything_DoesWhatTheTableSays(string method)
    {
        var row = ServiceRows.All.Single(row => row.Method == method);
        await using var console = new RunningConsole();
        console.Set("Operations:DeleteGrace", "00:10:00");
        var estate = new AuthorizationFixture(console.Nuclia, each: Table.SignedIn.Length);
        await console.StartAsync();
        console.Clock.Advance(TimeSpan.FromMilliseconds(1));
        console.Sessions.SignedIn = console.Clock.GetUtcNow();

        var deviations = new List<string>();
        foreach (var persona in Table.SignedIn)
        {
            var wrong = new List<string>();
            foreach (var thing in row.IsAboutAnObject ? Wrong.Concat(Table.Things.Except(Wrong)) : [Thing.DocsInEurope])
            {
                var item = estate.Take(thing);
                if (row.PrepareAsync is { } prepare && !item.IsMissing)
                    item = await prepare(console, item);

                var refusal = await row.AskAsync(console, A.Person($"{persona}", Table.RolesOf(persona), []), item);
                Check(persona, item, refusal, wrong);
            }
        }

        Deviations.None(deviations);

        void Check(Persona persona, Item item, string? refusal, List<string> wrong)
        {
            var told = item.Erase(refusal ?? "accepted");
            var written = Traces.Of(item, console.Journal, console.Nuclia);
            if (item.IsMissing)
                wrong.Add(told);

            var problem = (refusal, row.May(persona, item.Thing)) switch
            {
                (not null, true) => "was refused",
                (null, false) => "was accepted",
                (null, true) when row.IsWritten && written.Count == 0 => "was accepted and is not in the journal",
                (not null, false) when written.Count > 0 => $"was refused, and did {string.Join(", ", written)}",
                (not null, false) when Table.CanView(persona, item.Thing) && !refusal.Contains("right", StringComparison.Ordinal) =>
                    "may be seen, and the missing right is not named",
                (not null, false) when row.IsAboutAnObject && !Table.CanView(persona, item.Thing)
                    && !wrong.Contains(told) => "is told apart from what is not there",
                _ => null,
            };
            if (problem is not null)
                deviations.Add($"{method}, {persona}, {item.Thing}: {problem}: {refusal}");
        }
    }
}
