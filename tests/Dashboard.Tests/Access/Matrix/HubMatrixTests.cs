using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using BackupDashboard.Hubs;
using BackupDashboard.Tests.Hubs;
using BackupDashboard.Tests.Shared;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace BackupDashboard.Tests.Access.Matrix;

/// <summary>Every method of the hub x every persona, by token and by cookie x zones in and out of sight.</summary>
[Collection(nameof(RealProgram))]
public sealed class HubMatrixTests(RealProgram program)
{
    private static readonly string[] Zones = ["atlantis", "europe", "america", "asia"];

    /// <summary>What a client may call, and what it gets when the zone is visible.</summary>
    private static readonly Dictionary<string, bool> Methods = new()
    {
        ["Watch"] = true,
        ["Unwatch"] = false,
    };

    public static TheoryData<string> Names => [.. Methods.Keys];

    [Fact]
    public void Methods_OfTheHub_AreTheRows() => typeof(BackupsHub)
        .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(method => method.GetBaseDefinition().DeclaringType != typeof(Hub))
        .Select(method => method.Name)
            .ShouldBe(Methods.Keys, ignoreOrder: true, "who may call a method of the hub, and what it tells, is said here");

    [Theory, MemberData(nameof(Names))]
    public async Task Method_CalledByEverybodyForEveryZone_TellsWhatTheTableSays(string method)
    {
        var deviations = new List<string>();
        foreach (var credential in program.Credentials.All)
        {
            foreach (var zone in Zones)
            {
                var told = await ToldAsync(method, credential, zone);
                var expected = !credential.IsGood ? "401"
                    : !Table.Viewers.Contains(credential.Persona) ? "403"
                    : !Methods[method] ? "nothing"
                    : Table.CanViewZone(credential.Persona, zone) ? "backups" : $"There is no zone '{zone}' in this account.";
                if (!told.EndsWith(expected, StringComparison.Ordinal))
                    deviations.Add($"{method}, {credential}, {zone}: {expected} was expected, and it is {told}");
            }
        }

        Deviations.None(deviations);
    }

    private async Task<string> ToldAsync(string method, Credential credential, string zone)
    {
        var connection = new HubConnectionBuilder()
            .WithUrl(new Uri(program.Address, BackupsHub.Path), options =>
            {
                if (credential.Token is not null)
                    options.Headers["Authorization"] = $"Bearer {credential.Token}";
                if (credential.Cookie is not null)
                    options.Headers["Cookie"] = credential.Cookie;
            })
            .AddJsonProtocol(json => json.PayloadSerializerOptions.Converters.Add(new JsonStringEnumConverter()))
            .Build();
        await using var client = new HubClient(connection);
        try
        {
            await connection.StartAsync(RunningConsole.Cancellation);
            await connection.InvokeAsync(method, zone, RunningConsole.Cancellation);
            if (!Methods[method])
                return client.HasMore ? "something" : "nothing";

            await client.UntilAsync(() => client.Backups.Count >= Owned(credential.Persona, zone));
            return Leaks.In(JsonSerializer.Serialize(client.Read), credential.Persona, program.AuthorizationFixture) is [_, ..] leaks
                ? $"also of {string.Join(", ", leaks.Take(5))}"
                : "backups";
        }
        catch (HttpRequestException exception) when (exception.StatusCode is { } status)
        {
            return ((int)status).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (HubException exception)
        {
            return exception.Message;
        }
    }

    private static int Owned(Persona persona, string zone) =>
        RealProgram.Each * Table.Things.Count(thing => new Item(thing, 0).Zone == zone && Table.CanView(persona, thing));
}
