using Microsoft.Extensions.Options;

namespace BackupDashboard.Access;

internal sealed class SignInOptionsValidator(IHostEnvironment environment) : IValidateOptions<SignInOptions>
{
    public ValidateOptionsResult Validate(string? name, SignInOptions options)
    {
        var wrong = Problems(options).ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private IEnumerable<string> Problems(SignInOptions options)
    {
        var plainAllowed = environment.IsDevelopment() && options.IsPlainLoopback;
        if (!plainAllowed && !(Uri.TryCreate(options.Instance, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps))
            yield return "AzureAd:Instance must be an https address, for example https://login.microsoftonline.com/ "
                + "(http only on loopback and only in Development).";
        // A shared endpoint such as "common" would admit the people of every directory.
        if (!Guid.TryParse(options.TenantId, out _))
            yield return "AzureAd:TenantId must be the id of one directory, for example 11111111-2222-3333-4444-555555555555.";
        if (!Guid.TryParse(options.ClientId, out _))
            yield return "AzureAd:ClientId must be the application id, for example 11111111-2222-3333-4444-555555555555.";
        if (string.IsNullOrWhiteSpace(options.ClientSecret))
            yield return "AzureAd:ClientSecret is missing: set it in the environment, for example AzureAd__ClientSecret=...";
        if (!string.IsNullOrEmpty(options.Authority))
            yield return "AzureAd:Authority must not be set: AzureAd:Instance and AzureAd:TenantId take its place.";
    }
}
