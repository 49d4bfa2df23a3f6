using BackupDashboard.Access;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Tests.Access;

/// <summary>What is refused at the start, all of it at once.</summary>
public sealed class AccessSettingsTests
{
    [Fact]
    public void NoTeams_AreAProblem_WithAnExample() =>
        Problems().ShouldHaveSingleItem().ShouldStartWith("Access:Teams is empty, so no one may do anything. Example: ");

    [Fact]
    public void GoodTeams_AreNoProblem() =>
        Problems(
            Team(), Team(team => (team.Name, team.RestorePrefix) = ("Docs", "docs-"), boxes: ["docs-*", "*"], zones: ["*", "aws-us_2"]),
            Team(team => team.Name = "Planners", rights: [Right.View, Right.Backup, Right.Plan]),
            Team(team => team.Name = "Admins", rights: [Right.Administer])).ShouldBeEmpty();

    [Fact]
    public void EveryMistake_IsTold_AtOnce() =>
        Problems(
            Team(team => (team.Name, team.Member) = ("", " "), rights: []),
            Team(rights: [Right.Backup], boxes: ["Docs-*", "docs-?"], zones: ["Europe 1"]),
            Team(team => team.RestorePrefix = "docs/", rights: [Right.View]),
            Team(team => team.Name = "Planners", rights: [Right.View, Right.Plan]),
            Team(team => team.Name = "Admins", rights: [Right.Administer], boxes: ["docs-*"])).Select(problem => problem.Split(' ')[0])
                .ShouldBe(
        [
            "Access:Teams:0:Name", "Access:Teams:0:Member", "Access:Teams:0:Rights",
            "Access:Teams:1:Rights", "Access:Teams:1:Zones:0", "Access:Teams:1:Boxes:0", "Access:Teams:1:Boxes:1",
            "Access:Teams:2:RestorePrefix", "Access:Teams:2:RestorePrefix",
            "Access:Teams:3:Rights",
            "Access:Teams:4",
            "Access:Teams",
        ]);

    [Theory]
    [InlineData("Name", "Search\nAdministrators", "Access:Teams:0:Name contains a line break")]
    [InlineData("Box:0", "search-*", "Access:Teams:0:Box is no setting of a team.")]
    [InlineData("Boxes", "search-*", "Access:Teams:0:Boxes is 'search-*', which is not a list.")]
    [InlineData("Zones", "", "Access:Teams:0:Zones is an empty list.")]
    [InlineData("Zones:0", "", "Access:Teams:0:Zones:0 is '', which says nothing.")]
    [InlineData("Rights:1", "Bakcup", "Access:Teams:0:Rights:1 is 'Bakcup', which says nothing. Rights are View, Backup, ")]
    [InlineData("Rights:1", "4", "Access:Teams:0:Rights:1 is '4', which says nothing.")]
    [InlineData("boxes:0", "search-*", null)]
    [InlineData("Rights:1", "backup", null)]
    public void WhatTheBinderPassesOver_IsAProblem_AndNoTeamOfEverything(string key, string value, string? problem)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Access:Teams:0:Name"] = "Search",
            ["Access:Teams:0:Member"] = "Team.Search",
            ["Access:Teams:0:Rights:0"] = "View",
            [$"Access:Teams:0:{key}"] = value,
        };
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        var access = services.AddLogging().AddAccess().BuildServiceProvider().GetRequiredService<IOptions<AccessOptions>>();
        if (problem is null)
            Should.NotThrow(() => access.Value);
        else
            Should.Throw<OptionsValidationException>(() => access.Value).Failures.ShouldContain(
                failure => failure.StartsWith(problem, StringComparison.Ordinal));
    }

    private static List<string> Problems(params TeamOptions[] teams)
    {
        var options = new AccessOptions();
        options.Teams.AddRange(teams);
        return [.. new AccessOptionsValidator().Validate(null, options).Failures ?? []];
    }

    private static TeamOptions Team(
        Action<TeamOptions>? change = null, Right[]? rights = null, string[]? boxes = null, string[]? zones = null)
    {
        var team = new TeamOptions { Name = "Team", Member = "Team.Member" };
        team.Rights.AddRange(rights ?? [Right.View, Right.Restore]);
        team.Boxes.AddRange(boxes ?? []);
        team.Zones.AddRange(zones ?? []);
        change?.Invoke(team);
        return team;
    }
}
