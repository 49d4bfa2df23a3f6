using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using OpenIddict.Server;

namespace BackupDashboard.Sandbox.Identity;

/// <summary>
/// An identity provider that speaks Entra's v2 dialect, for trying and for tests. Loopback only; its keys live as long as it does.
/// </summary>
public sealed class IdentityServer : IAsyncDisposable
{
    public const string TenantId = "5a9d0b4e-4c0f-4f6e-9d52-0d6a3c8e7b10";
    public const string ClientId = "c3f1d8a6-7b1e-4a35-8c0d-2e9b64f05a20";
    public const string ClientSecret = "sandbox-secret";

    /// <summary>Object id of the directory group that stands for the Support team.</summary>
    public const string SupportGroupId = "e81b7f3c-95d4-4b62-a0c7-6f1d2a9c4b30";

    /// <summary>The one scope that client credentials may ask for.</summary>
    public const string Scope = "api://" + ClientId + "/.default";

    /// <summary>What a program asks for that acts for a person.</summary>
    public const string DelegatedScope = "api://" + ClientId + "/access_as_user";

    private readonly WebApplication _app;

    private IdentityServer(WebApplication app, Uri address) => (_app, Address) = (app, address);

    /// <summary>For <c>AzureAd:Instance</c>: <c>http://localhost:{port}/</c>.</summary>
    public Uri Address { get; }

    /// <summary>The people as they are now, to be changed while they are signed in.</summary>
    public Register Register => _app.Services.GetRequiredService<Register>();

    public static IReadOnlyList<Person> People => Residents.People;

    public static IReadOnlyList<Program> Programs => Residents.Programs;

    /// <param name="port">A port of loopback; 0 takes any free one.</param>
    /// <exception cref="InvalidOperationException">The port is in use; the message names it.</exception>
    public static async Task<IdentityServer> StartAsync(int port, CancellationToken cancellationToken = default)
    {
        var app = Build(port);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await app.DisposeAsync();
            throw new InvalidOperationException(
                $"Port {port} is in use, so the sandbox's identity provider cannot start. End what listens there or choose another "
                    + "port.", e);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new IdentityServer(app, app.Services.GetRequiredService<BaseAddress>().Value);
    }

    /// <summary>
    /// A token of these claims and no others, signed with the provider's own key: for tests of what must be refused although the signature
    /// is good.
    /// </summary>
    public string Sign(IReadOnlyDictionary<string, object> claims) => new JsonWebTokenHandler().CreateToken(
        JsonSerializer.Serialize(claims),
        _app.Services.GetRequiredService<IOptions<OpenIddictServerOptions>>().Value.SigningCredentials[0]);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private static WebApplication Build(int port)
    {
        // The empty builder reads neither appsettings nor the environment: both belong to the host that embeds this server.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Kestrel cannot bind both loopback addresses to one port of its own choice.
            if (port == 0)
                kestrel.Listen(IPAddress.Loopback, 0);
            else kestrel.ListenLocalhost(port);
        });
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning)
            .AddFilter("OpenIddict", LogLevel.Error)
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.Services.AddEntraDialect();

        var app = builder.Build();
        app.Use(TokenEndpoint.FailWhenAskedToAsync);
        app.UseRouting();
        app.UseAuthentication();
        app.MapEntraDialect();
        return app;
    }
}
