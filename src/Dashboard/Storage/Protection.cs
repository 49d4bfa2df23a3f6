using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using BackupDashboard.Hosting;
using Microsoft.AspNetCore.DataProtection;

namespace BackupDashboard.Storage;

/// <summary>The keys of cookies and forms, kept: after a restart everybody is still signed in.</summary>
public static class Protection
{
    private const string Purpose = "BackupDashboard";

    public static WebApplicationBuilder AddProtection(this WebApplicationBuilder builder)
    {
        var options = Read(builder.Configuration.GetSection(StorageOptions.Section));
        var folder = new DirectoryInfo(Path.GetFullPath(options.KeysPath, Path.GetFullPath(builder.Environment.ContentRootPath)));
        builder.Services.AddSingleton<ILoadAtStart>(new Folder(folder));
        var protection = builder.Services.AddDataProtection().SetApplicationName(Purpose).PersistKeysToFileSystem(folder);
        if (options.KeysCertificate.Length == 0)
            return builder;

        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(options.KeysCertificate, options.KeysCertificatePassword);
            protection.ProtectKeysWithCertificate(certificate).UnprotectKeysWithAnyCertificate(certificate);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            builder.Services.AddSingleton(new StartupProblem(
                $"Storage:KeysCertificate '{options.KeysCertificate}' can not be read with Storage:KeysCertificatePassword: {exception.Message}"));
        }

        return builder;
    }

    /// <summary>Key by key, because the binder would throw at a setting of another purpose that the start-up check is still to name.</summary>
    private static StorageOptions Read(IConfigurationSection section)
    {
        var options = new StorageOptions { KeysCertificatePassword = section[nameof(StorageOptions.KeysCertificatePassword)] };
        options.KeysPath = section[nameof(StorageOptions.KeysPath)] is { Length: > 0 } path ? path : options.KeysPath;
        options.KeysCertificate = section[nameof(StorageOptions.KeysCertificate)] ?? "";
        return options;
    }

    /// <summary>Made before the first key is, so that only the program's own user can read what is put there.</summary>
    private sealed class Folder(DirectoryInfo folder) : ILoadAtStart
    {
        public Task LoadAsync(CancellationToken cancellation)
        {
            if (OperatingSystem.IsWindows())
                folder.Create();
            else
                Directory.CreateDirectory(folder.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return Task.CompletedTask;
        }
    }
}
