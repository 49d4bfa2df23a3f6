using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Platform;

internal static class Settings
{
    /// <summary>Binds a section to options and adds it to the start-up check.</summary>
    public static IServiceCollection AddSettings<T>(this IServiceCollection services, string section)
        where T : class
    {
        services.AddOptions<T>().BindConfiguration(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<T>>(new AnnotationsValidator<T>(section));
        return services.AddStartupCheck<T>(section);
    }

    /// <summary>For options that are registered elsewhere: only adds them to the start-up check.</summary>
    public static IServiceCollection AddStartupCheck<T>(this IServiceCollection services, string section)
        where T : class =>
        services.AddSingleton(new SettingsSection(section, typeof(T), provider => provider.GetRequiredService<IOptions<T>>().Value));

    /// <summary>Like the framework's own, but it names the key as it is written in settings.</summary>
    private sealed class AnnotationsValidator<T>(string section) : IValidateOptions<T>
        where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options)
        {
            var results = new List<ValidationResult>();
            if (Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true))
                return ValidateOptionsResult.Success;

            return ValidateOptionsResult.Fail(results.Select(result =>
                $"{section}:{string.Join(", ", result.MemberNames)} is wrong: {result.ErrorMessage} The default will do when it is left out."));
        }
    }
}
