using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace BackupDashboard.Tests.Access.Matrix;

/// <summary>Every endpoint of the real program x every persona, by token and by cookie x own and foreign objects.</summary>
[Collection(nameof(RealProgram))]
public sealed class HttpMatrixTests(RealProgram program) : IDisposable
{
    private readonly HttpQuestions _questions = new(program);

    public static TheoryData<string> Rows => [.. HttpRows.All.Select(row => row.ToString())];

    public static TheoryData<string> Guarded =>
        [.. HttpRows.All.Where(row => row.Gate is not Gate.Everybody).Select(row => row.ToString())];

    public static TheoryData<string> Commands => [.. HttpRows.All.Where(row => row.IsCommand).Select(row => row.ToString())];

    public void Dispose() => _questions.Dispose();

    [Fact]
    public void Endpoints_OfTheProgram_AreTheRows()
    {
        var mapped = program.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).Select(NameOf).ToHashSet();
        var rows = HttpRows.All.Select(row => row.Endpoint).ToHashSet();

        mapped.Except(rows).ShouldBeEmpty("endpoints without a row: say in HttpRows who may use them");
        rows.Except(mapped).ShouldBeEmpty("rows without an endpoint");
    }

    [Theory, MemberData(nameof(Rows))]
    public async Task Endpoint_AskedByEverybodyAboutEverything_AnswersAsTheTableSays(string name)
    {
        var row = RowOf(name);
        var deviations = new List<string>();
        foreach (var credential in program.Credentials.All)
            deviations.AddRange(await _questions.DeviationsAsync(row, credential));

        Deviations.None(deviations);
    }

    [Theory, MemberData(nameof(Guarded))]
    public async Task BadToken_BesidesAnAdministratorsCookie_IsNotSavedByIt(string name)
    {
        var both = program.Credentials.ByToken(Persona.Forged) with { Cookie = program.Credentials.ByCookie(Persona.Administrator).Cookie };
        Deviations.None(await _questions.DeviationsAsync(RowOf(name), both));
    }

    [Theory, MemberData(nameof(Commands))]
    public async Task Cookie_WithoutAnAntiforgeryToken_ChangesNothing(string name)
    {
        var item = await _questions.PrepareAsync(RowOf(name), Thing.DocsInEurope);
        var (status, body) = await _questions.AskAsync(
            RowOf(name), program.Credentials.ByCookie(Persona.Administrator) with { Antiforgery = null }, item);

        status.ShouldBe(400, body);
        body.ShouldContain("antiforgery");
        _questions.WrittenBesides(item).ShouldBeEmpty();
    }

    [Fact]
    public void Program_OverAllOfIt_LoggedNoMistakeOfOurs() => program.Log.ShouldHaveNoErrors();

    private static HttpRow RowOf(string name) => HttpRows.All.Single(row => row.ToString() == name);

    private static string NameOf(Microsoft.AspNetCore.Http.Endpoint endpoint)
    {
        var methods = string.Join('|', endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []);
        var isFile = endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null || endpoint.DisplayName == "Fallback {**path:file}";
        return isFile ? HttpRows.StaticFiles : $"{methods} {((RouteEndpoint)endpoint).RoutePattern.RawText}";
    }
}

[CollectionDefinition(nameof(RealProgram))]
public sealed class RealProgramCollection : ICollectionFixture<RealProgram>;
