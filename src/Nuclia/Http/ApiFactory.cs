using BackupDashboard.Nuclia.Calls;
using BackupDashboard.Nuclia.Wire;
using Refit;

namespace BackupDashboard.Nuclia.Http;

internal sealed class ApiFactory(IHttpClientFactory clients, HostAddresses hosts)
{
    public const string Reads = "Nuclia.Reads";
    public const string Commands = "Nuclia.Commands";

    // Refit's own exceptions keep the request and the body; failures are classified below Refit, so they are never created.
    private static readonly RefitSettings Settings = new(SystemTextJsonContentSerializer.ForContext(NucliaJson.Default))
    {
        ExceptionFactory = _ => new((Exception?)null),
        TransportExceptionFactory = (_, exception, _) => exception,
        DeserializationExceptionFactory = (_, exception) => new(new NucliaFailure(Failures.OfReading(exception))),
    };

    public IGlobalApi Global() => Make<IGlobalApi>(Reads, hosts.Global);

    public IZoneApi Zone(Zone zone) => Make<IZoneApi>(Reads, zone.Address);

    public IKnowledgeBoxApi KnowledgeBoxes(Zone zone) => Make<IKnowledgeBoxApi>(Reads, zone.Address);

    public IZoneCommandApi CommandsOf(Zone zone) => Make<IZoneCommandApi>(Commands, zone.Address);

    private T Make<T>(string name, Uri address)
    {
        var client = clients.CreateClient(name);
        client.BaseAddress = hosts.Trusted(address);
        return RestService.ForGenerated<T>(client, Settings);
    }
}
