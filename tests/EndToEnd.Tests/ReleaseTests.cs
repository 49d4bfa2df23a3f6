using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.EndToEnd;

/// <summary>What the Dockerfile makes and starts, without an engine that would do both: the same arguments, another user, a folder that
/// no one can write to.</summary>
[Collection(Lane.Own)]
public sealed class ReleaseTests(Publication publication) : IClassFixture<Publication>
{
    [Fact]
    public void ReleasePublish_ItsFiles_HaveNothingOfTheSandbox()
    {
        var files = publication.Folder.GetFiles("*", SearchOption.AllDirectories);
        string[] forbidden = ["BackupDashboard.Sandbox", "OpenIddict", "appsettings.Development"];

        files.Select(file => file.Name).ShouldContain("BackupDashboard.dll");
        files.ShouldAllBe(file => !forbidden.Any(word => file.Name.Contains(word, StringComparison.OrdinalIgnoreCase)));
        foreach (var json in files.Where(file => file.Extension == ".json"))
        {
            var text = File.ReadAllText(json.FullName);
            forbidden.ShouldAllBe(word => !text.Contains(word, StringComparison.OrdinalIgnoreCase), json.Name);
        }

        files.Select(file => file.Extension).ShouldNotContain(".pdb");
        files.Select(file => file.Extension).ShouldNotContain(".xml");
        files.Select(file => file.Extension).ShouldNotContain(".config");
        foreach (var assembly in files.Where(file => file.Name is "BackupDashboard.dll" or "BackupDashboard.Nuclia.dll"))
            CheckAssembly(assembly);
    }

    [Fact]
    public async Task Program_OfTheImage_RunsAsAnotherUser_FromAFolderThatNoOneCanWriteTo()
    {
        await using var image = await Image.StartAsync(publication.Folder);
        (await image.IsHealthyAsync()).ShouldBeTrue(image.Output);
        var before = publication.Content();

        // What the image's HEALTHCHECK runs.
        (await image.RunAsync("health", image.Address.ToString())).ShouldBe(0);
        (await image.RunAsync("verify", "--Storage:Path", image.Database, "--Storage:KeyFile", image.Key)).ShouldBe(0);
        foreach (var file in (string[])[image.Database, image.Key])
        {
            if (!OperatingSystem.IsWindows())
                File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
        }

        publication.Content().ShouldBe(before);
    }

    private static void CheckAssembly(FileInfo assembly)
    {
        var image = File.ReadAllBytes(assembly.FullName);
        using var reader = new PEReader(new MemoryStream(image));
        var metadata = reader.GetMetadataReader();
        var references = metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name));
        references.ShouldAllBe(name => !name.Contains("Sandbox") && !name.Contains("OpenIddict"), assembly.Name);

        // Names are stored in UTF-8, literals in UTF-16.
        foreach (var word in (string[])["BackupDashboard.Sandbox", "EmbeddedSandbox", "sandbox-token"])
        {
            foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode])
                image.AsSpan().IndexOf(encoding.GetBytes(word)).ShouldBe(-1, $"{word} in {assembly.Name}");
        }
    }
}
