using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.FileProviders;

namespace BackupDashboard.Tests.Shared;

/// <summary>Nothing on disk.</summary>
internal sealed class TestEnvironment : IWebHostEnvironment
{
    public string ApplicationName { get; set; } = "BackupDashboard";

    public string EnvironmentName { get; set; } = "Testing";

    public string ContentRootPath { get; set; } = "/";

    public string WebRootPath { get; set; } = "";

    public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();

    public IFileProvider WebRootFileProvider { get; set; } = new NullFileProvider();
}
