using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace BackupDashboard.Sandbox.Identity;

// OpenIddict without a store, adapted to the shapes of Entra's v2 endpoints.
internal static class EntraDialectExtensions
{
    public static void AddEntraDialect(this IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<BaseAddress>();
        services.AddSingleton<SpentGrants>();
        services.AddSingleton<Register>();
        services.AddSingleton<IdentityControls>();
        services.Configure<KeyManagementOptions>(options => options.XmlRepository = new KeysInMemory());
        services.AddOpenIddict().AddServer(server =>
        {
            server.EnableDegradedMode();
            server.SetConfigurationEndpointUris(Endpoints.Discovery)
                .SetJsonWebKeySetEndpointUris(Endpoints.Keys)
                .SetAuthorizationEndpointUris(Endpoints.Authorize)
                .SetTokenEndpointUris(Endpoints.Token)
                .SetEndSessionEndpointUris(Endpoints.EndSession);
            server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange().AllowRefreshTokenFlow().AllowClientCredentialsFlow();
            server.SetRefreshTokenLifetime(SpentGrants.Memory);
            server.RegisterScopes(
                Scopes.OpenId, Scopes.Profile, Scopes.Email, Scopes.OfflineAccess, IdentityServer.Scope, IdentityServer.DelegatedScope);
            server.RegisterClaims("oid", "tid", "ver", "roles", "groups", Claims.Name, Claims.PreferredUsername);
            // Own keys instead of AddEphemeral...: those are of 4096 bits, which take seconds to find.
            server.AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)))
                .AddSigningKey(new RsaSecurityKey(RSA.Create(2048)))
                .DisableAccessTokenEncryption();
            server.AddRequestRules();
            server.AddEventHandler<GenerateTokenContext>(handler => handler
                .UseInlineHandler(NameTokenTypeAsEntraDoes)
                .SetOrder(OpenIddictServerHandlers.Protection.GenerateIdentityModelToken.Descriptor.Order - 500));
            server.UseAspNetCore()
                .DisableTransportSecurityRequirement()
                .EnableAuthorizationEndpointPassthrough()
                .EnableTokenEndpointPassthrough()
                .EnableEndSessionEndpointPassthrough();
        });
        // Runs at the first request, when a port chosen by the system is known.
        services.AddOptions<OpenIddictServerOptions>().Configure<BaseAddress>((options, address) =>
        {
            options.Issuer = new Uri(address.Value, Endpoints.Issuer);
            options.ResponseModes.Remove(ResponseModes.Fragment);
            options.CodeChallengeMethods.IntersectWith([CodeChallengeMethods.Sha256]);
            options.ClientAuthenticationMethods.IntersectWith(
                [ClientAuthenticationMethods.ClientSecretBasic, ClientAuthenticationMethods.ClientSecretPost]);
            options.SubjectTypes.Clear();
            options.SubjectTypes.Add(SubjectTypes.Pairwise);
        });
    }

    public static void MapEntraDialect(this IEndpointRouteBuilder app)
    {
        app.MapMethods(Endpoints.Authorize, ["GET", "POST"], (Delegate)AuthorizeEndpoint.HandleAsync);
        app.MapPost(Endpoints.Token, TokenEndpoint.HandleAsync);
        app.MapMethods(Endpoints.EndSession, ["GET", "POST"], (Delegate)EndSessionEndpoint.Handle);
        app.MapGet(Endpoints.Stylesheet, SignInPage.Stylesheet);
        app.ServiceProvider.GetRequiredService<IdentityControls>().Map(app);
    }

    private static ValueTask NameTokenTypeAsEntraDoes(GenerateTokenContext context)
    {
        if (context.TokenType is TokenTypeIdentifiers.AccessToken)
            context.SecurityTokenDescriptor.TokenType = "JWT";
        return ValueTask.CompletedTask;
    }
}
