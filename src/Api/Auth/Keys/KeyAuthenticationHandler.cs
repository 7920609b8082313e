using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Router.Api.Auth.Failures;

namespace Router.Api.Auth.Keys;

/// <summary>
/// Authenticates <c>Authorization: Bearer KEY</c> and answers 401, 403 and 429 for every scheme.
/// The base class gets no logger: it would write a line for every call without a key, and <see cref="AuthFailures"/> logs the wrong ones.
/// </summary>
internal sealed class KeyAuthenticationHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, UrlEncoder encoder, KeyRing keys, AuthFailures failures)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, NullLoggerFactory.Instance, encoder)
{
    private const string Bearer = "Bearer ";

    private bool _wrongKey;
    private TimeSpan? _retryAfter;

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization is not [{ } header] || !header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) || header[Bearer.Length..].Trim() is not { Length: > 0 } presented)
            return AuthenticateResult.NoResult();
        var (caller, failure) = await keys.CheckAsync(presented);
        if (caller is not null)
            return AuthenticateResult.Success(new(caller.ToPrincipal(Scheme.Name), Scheme.Name));
        _wrongKey = true;
        _retryAfter = failures.OnWrongCredentials(Context, failure);
        return AuthenticateResult.Fail("not a key");
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        _retryAfter is { } wait ? AuthAnswers.LimitedAsync(Context, wait) : AuthAnswers.ChallengeAsync(Context, _wrongKey);

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        failures.OnRefused(Context, AuthFailureReason.AccessDenied);
        return AuthAnswers.ForbidAsync(Context);
    }
}
