using Microsoft.Extensions.Options;

namespace Router.Api.Sentry.Ingress;

/// <summary>Checks every value and reports all that are wrong.</summary>
internal sealed class IngressOptionsValidator : IValidateOptions<IngressOptions>
{
    public ValidateOptionsResult Validate(string? name, IngressOptions options)
    {
        var errors = new List<string>();
        if (options.MaxBodyBytes is < 1024 or > 16 * 1024 * 1024)
            errors.Add($"{IngressOptions.Section}:{nameof(options.MaxBodyBytes)} is {options.MaxBodyBytes}: write 1024 to 16777216 (bytes).");
        if (options.MaxInFlight is < 1 or > 1_000_000)
            errors.Add($"{IngressOptions.Section}:{nameof(options.MaxInFlight)} is {options.MaxInFlight}: write 1 to 1000000.");
        if (options.AnswerWithin < TimeSpan.FromMilliseconds(10) || options.AnswerWithin > TimeSpan.FromSeconds(30))
            errors.Add($"{IngressOptions.Section}:{nameof(options.AnswerWithin)} is {options.AnswerWithin}: write 00:00:00.010 to 00:00:30.");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
