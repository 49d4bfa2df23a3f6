using System.ComponentModel;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Platform;

// Checks all settings before anything starts: a wrong deployment ends within a second, with a list of what to fix.
internal static class StartupCheck
{
    // Returns true if the program can start. Otherwise every problem has been written to output.
    public static bool SettingsAreValid(this WebApplication app, TextWriter output)
    {
        // An earlier failure explains the settings that are missing because of it, so it is reported alone.
        var problems = app.Services.GetServices<StartupProblem>().Select(problem => problem.Text).ToList();
        if (problems.Count == 0)
            problems = [.. Problems(app).Distinct()];
        if (problems.Count == 0)
            return true;

        Report(output, problems);
        return false;
    }

    public static void Report(TextWriter output, IReadOnlyCollection<string> problems)
    {
        output.WriteLine($"BackupDashboard cannot start. Problems to fix: {problems.Count}");
        foreach (var problem in problems)
            output.WriteLine($"  - {problem}");
        output.WriteLine(
            "Settings come from appsettings.json, environment variables (Nuclia__Account=acme) and the command line "
                + "(--Nuclia:Account=acme).");
    }

    private static IEnumerable<string> Problems(WebApplication app)
    {
        var checks = app.Services.GetServices<SettingsSection>().ToList();
        var unreadable = checks.SelectMany(check => check.Unreadable(app.Configuration)).ToList();
        return unreadable.Count > 0
            ? unreadable.Concat(
                checks.Where(check => !check.Unreadable(app.Configuration).Any()).SelectMany(check => check.Invalid(app.Services)))
            : checks.SelectMany(check => check.Invalid(app.Services));
    }
}

// Something that went wrong before the settings could be checked.
internal sealed record StartupProblem(string Text);

internal sealed record SettingsSection(string Name, Type Type, Func<IServiceProvider, object> Read)
{
    // Values of the wrong type. The binder would throw at the first.
    public IEnumerable<string> Unreadable(IConfiguration configuration) =>
        from property in TypeDescriptor.GetProperties(Type).Cast<PropertyDescriptor>()
        let key = $"{Name}:{property.Name}"
        where configuration[key] is { Length: > 0 } text && property.Converter.CanConvertFrom(typeof(string)) && !IsReadable(property, text)
        select $"{key} is '{configuration[key]}', which is not {Form(property.PropertyType)}";

    public IEnumerable<string> Invalid(IServiceProvider services)
    {
        try
        {
            Read(services);
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return exception.Failures;
        }
        catch (InvalidOperationException exception)
        {
            return [$"{Name}: {exception.Message}"];
        }
    }

    private static bool IsReadable(PropertyDescriptor property, string text)
    {
        try
        {
            property.Converter.ConvertFromInvariantString(text);
            return true;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or OverflowException or NotSupportedException)
        {
            return false;
        }
    }

    private static string Form(Type type) =>
        type == typeof(TimeSpan) ? "a time span. Example: 00:00:15"
        : type == typeof(bool) ? "true or false"
        : type == typeof(int) ? "a whole number"
        : type == typeof(Uri) ? "an address. Example: https://example.com"
        : type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}"
        : $"a {type.Name}";
}
