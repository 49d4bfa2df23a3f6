using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using BackupDashboard.Platform;
using BackupDashboard.Storage;
using BackupDashboard.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BackupDashboard.Tests.Storage;

/// <summary>The keys of cookies, over a restart of the program.</summary>
public sealed class ProtectionTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("backup-dashboard-");
    private readonly Dictionary<string, string?> _settings;

    public ProtectionTests() => _settings = new()
    {
        ["Storage:KeysPath"] = Keys,
        ["Storage:HeadInterval"] = "soon",
    };

    private string Keys => Path.Combine(_root.FullName, "some", "keys");

    private string Certificate => Path.Combine(_root.FullName, "keys.pfx");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public async Task Restart_WhatWasProtected_IsStillReadable()
    {
        var cookie = (await StartAsync()).Protect("cookie");
        (await StartAsync()).Unprotect(cookie).ShouldBe("cookie");
        Directory.GetFiles(Keys, "key-*.xml").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Folder_OnUnix_IsForItsOwnerAlone()
    {
        (await StartAsync()).Protect("cookie");
        if (OperatingSystem.IsWindows())
            return;

        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        File.GetUnixFileMode(Keys).ShouldBe(owner);
        (File.GetUnixFileMode(Directory.GetFiles(Keys).Single()) & ~owner).ShouldBe(UnixFileMode.None);
    }

    [Fact]
    public async Task Certificate_Given_EncryptsTheKeys()
    {
        (await StartAsync()).Protect("cookie");
        File.ReadAllText(Directory.GetFiles(Keys).Single()).ShouldContain("<value>");
        Directory.Delete(Keys, recursive: true);

        WriteCertificate("s3cret");
        (_settings["Storage:KeysCertificate"], _settings["Storage:KeysCertificatePassword"]) = (Certificate, "s3cret");
        var cookie = (await StartAsync()).Protect("cookie");
        var key = File.ReadAllText(Directory.GetFiles(Keys).Single());
        key.ShouldContain("encryptedKey");
        key.ShouldNotContain("<value>");
        (await StartAsync()).Unprotect(cookie).ShouldBe("cookie");

        _settings["Storage:KeysCertificate"] = "";
        (await Should.ThrowAsync<StorageException>(StartAsync)).Message.ShouldContain("cannot be decrypted. Give the certificate");
    }

    [Fact]
    public void Certificate_WithoutItsPrivateKey_IsAStartupProblem()
    {
        WriteCertificate("s3cret", withKey: false);
        (_settings["Storage:KeysCertificate"], _settings["Storage:KeysCertificatePassword"]) = (Certificate, "s3cret");
        using var output = new StringWriter();
        Build().SettingsAreValid(output).ShouldBeFalse();
        output.ToString().ShouldContain("has no private key");
    }

    [Fact]
    public async Task Key_Damaged_IsNamedAtTheStart()
    {
        (await StartAsync()).Protect("cookie");
        var key = Directory.GetFiles(Keys, "key-*.xml").Single();
        File.WriteAllText(key, "");
        (await Should.ThrowAsync<StorageException>(StartAsync)).Message.ShouldContain($"The key '{key}' cannot be read");
    }

    [Fact]
    public async Task KeysPath_IsAFile_IsNamedAtTheStart()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Keys)!);
        File.WriteAllText(Keys, "");
        (await Should.ThrowAsync<StorageException>(StartAsync)).Message
            .ShouldContain($"Storage:KeysPath '{Keys}' is not a writable folder");
    }

    [Theory]
    [InlineData("wrong", true)]
    [InlineData("s3cret", false)]
    public void Certificate_NotReadable_IsAStartupProblem(string password, bool exists)
    {
        if (exists)
            WriteCertificate("s3cret");
        (_settings["Storage:KeysCertificate"], _settings["Storage:KeysCertificatePassword"]) = (Certificate, password);
        using var output = new StringWriter();
        Build().SettingsAreValid(output).ShouldBeFalse();
        output.ToString().ShouldContain($"Storage:KeysCertificate '{Certificate}' cannot be read");
        output.ToString().ShouldNotContain(password);
    }

    /// <summary>On PostgreSQL they then belong to the database: every machine that runs the dashboard finds them there.</summary>
    [Fact]
    public async Task Certificate_OnPostgres_KeysAreInTheDatabaseAndEncrypted()
    {
        using var storage = new TestStorage(StorageProvider.Postgres);
        storage.AddTo(_settings);
        _settings.Remove("Storage:HeadInterval");
        WriteCertificate("s3cret");
        (_settings["Storage:KeysCertificate"], _settings["Storage:KeysCertificatePassword"]) = (Certificate, "s3cret");
        var cookie = (await StartAsync()).Protect("cookie");
        (await StartAsync()).Unprotect(cookie).ShouldBe("cookie");
        Directory.Exists(Keys).ShouldBeFalse();
        storage.Read().ShouldContain("EncryptedData");
        storage.Read().ShouldNotContain("<value>");
        storage.Read().ShouldNotContain("&lt;value&gt;");

        WriteCertificate("s3cret");
        (await Should.ThrowAsync<StorageException>(StartAsync)).Message.ShouldContain("in the database cannot be decrypted");
    }

    [Fact]
    public async Task NoCertificate_OnPostgres_KeysStayInTheirFolder()
    {
        using var storage = new TestStorage(StorageProvider.Postgres);
        storage.AddTo(_settings);
        _settings.Remove("Storage:HeadInterval");
        (await StartAsync()).Protect("cookie");
        Directory.GetFiles(Keys, "key-*.xml").ShouldHaveSingleItem();
        storage.Read().ShouldNotContain("value&gt;");
    }

    private async Task<IDataProtector> StartAsync()
    {
        var app = Build();
        foreach (var load in app.Services.GetServices<ILoadAtStart>())
            await load.LoadAsync(RunningConsole.Cancellation);
        return app.Services.GetDataProtector("test");
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = _root.FullName });
        builder.WebHost.UseKestrelCore();
        builder.Configuration.AddInMemoryCollection(_settings);
        builder.Services.AddLogging().AddSingleton(TimeProvider.System);
        builder.AddProtection();
        if (_settings.ContainsKey("Storage:Provider"))
            builder.Services.AddStorage();
        return builder.Build();
    }

    private void WriteCertificate(string password, bool withKey = true)
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=keys", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(TestClock.Origin.AddYears(-1), TestClock.Origin.AddYears(50));
        using var alone = X509CertificateLoader.LoadCertificate(certificate.Export(X509ContentType.Cert));
        File.WriteAllBytes(Certificate, (withKey ? certificate : alone).Export(X509ContentType.Pkcs12, password));
    }
}
