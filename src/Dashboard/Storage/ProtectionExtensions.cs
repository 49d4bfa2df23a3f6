using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using BackupDashboard.Platform;
using BackupDashboard.Storage.Postgres;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace BackupDashboard.Storage;

// Keeps the keys of cookies and forms, so that a restart signs no one out.
internal static class ProtectionExtensions
{
    private const string Purpose = "BackupDashboard";

    public static WebApplicationBuilder AddProtection(this WebApplicationBuilder builder)
    {
        var options = Read(builder.Configuration.GetSection(StorageOptions.Section));
        var protection = builder.Services.AddDataProtection().SetApplicationName(Purpose);
        if (options is { Provider: StorageProvider.Postgres, KeysCertificate.Length: > 0 })
            KeepInDatabase(protection);
        else
            KeepInFolder(protection, Path.GetFullPath(options.KeysPath, Path.GetFullPath(builder.Environment.ContentRootPath)));
        if (options.KeysCertificate.Length > 0)
            Encrypt(protection, options);
        return builder;
    }

    private static void KeepInFolder(IDataProtectionBuilder protection, string folder)
    {
        protection.PersistKeysToFileSystem(new DirectoryInfo(folder));
        protection.Services.AddSingleton<ILoadAtStart>(provider => new ProtectionKeys(
            folder, provider.GetRequiredService<IKeyManager>(), provider.GetRequiredService<TimeProvider>()));
    }

    private static void KeepInDatabase(IDataProtectionBuilder protection)
    {
        protection.PersistKeysToDbContext<PostgresContext>();
        protection.Services.AddScoped(provider => (PostgresContext)provider.GetRequiredService<IDatabaseEngine>().NewContext());
        protection.Services.AddSingleton<ILoadAtStart>(provider => new ProtectionKeys(
            null, provider.GetRequiredService<IKeyManager>(), provider.GetRequiredService<TimeProvider>()));
    }

    private static void Encrypt(IDataProtectionBuilder protection, StorageOptions options)
    {
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(options.KeysCertificate, options.KeysCertificatePassword);
            if (certificate.HasPrivateKey)
                protection.ProtectKeysWithCertificate(certificate).UnprotectKeysWithAnyCertificate(certificate);
            else
                protection.Services.AddSingleton(new StartupProblem(
                    $"Storage:KeysCertificate '{options.KeysCertificate}' has no private key, so what it encrypts could never be read. "
                        + "Export it with its key."));
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            protection.Services.AddSingleton(new StartupProblem(
                $"Storage:KeysCertificate '{options.KeysCertificate}' cannot be read with Storage:KeysCertificatePassword: "
                    + $"{exception.Message}"));
        }
    }

    // Key by key, because the binder would throw at another invalid setting, which the start-up check has yet to name.
    private static StorageOptions Read(IConfigurationSection section)
    {
        var options = new StorageOptions { KeysCertificatePassword = section[nameof(StorageOptions.KeysCertificatePassword)] };
        options.KeysPath = section[nameof(StorageOptions.KeysPath)] is { Length: > 0 } path ? path : options.KeysPath;
        options.KeysCertificate = section[nameof(StorageOptions.KeysCertificate)] ?? "";
        options.Provider = Enum.TryParse<StorageProvider>(section[nameof(StorageOptions.Provider)], ignoreCase: true, out var provider)
            ? provider
            : StorageProvider.Sqlite;
        return options;
    }
}
