using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Platform;

internal static class Settings
{
    public static IServiceCollection AddSettings<T>(this IServiceCollection services, string section)
        where T : class, new()
    {
        services.AddOptions<T>().BindConfiguration(section).ValidateOnStart();
        services.AddSingleton<IPostConfigureOptions<T>, NullIsLeftOut<T>>();
        services.AddSingleton<IValidateOptions<T>>(new AnnotationsValidator<T>(section));
        return services.AddStartupCheck<T>(section);
    }

    public static IServiceCollection AddStartupCheck<T>(this IServiceCollection services, string section)
        where T : class =>
        services.AddSingleton(new SettingsSection(section, typeof(T), provider => provider.GetRequiredService<IOptions<T>>().Value));

    // A key can be null in JSON. The binder writes that even into what is never null, where no validator expects it.
    private sealed class NullIsLeftOut<T> : IPostConfigureOptions<T>
        where T : class, new()
    {
        public void PostConfigure(string? name, T options)
        {
            var defaults = new T();
            foreach (var property in typeof(T).GetProperties().Where(property => property.CanWrite && property.GetValue(options) is null))
                property.SetValue(options, property.GetValue(defaults));
        }
    }

    // Like the framework's own, but it names the key as it is written in settings.
    private sealed class AnnotationsValidator<T>(string section) : IValidateOptions<T>
        where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options)
        {
            var results = new List<ValidationResult>();
            if (Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true))
                return ValidateOptionsResult.Success;

            return ValidateOptionsResult.Fail(results.Select(result =>
                $"{section}:{string.Join(", ", result.MemberNames)} is wrong: {result.ErrorMessage} The default will do when it is left "
                    + "out."));
        }
    }
}
