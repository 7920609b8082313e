using Router.Domain.Delivery;

namespace Router.Grains.Sinks;

/// <summary>What the errors of Slack's Web API mean (api.slack.com/methods/chat.postMessage and chat.update): they come with HTTP 200.</summary>
internal static class SlackError
{
    private const int MaxShown = 100;

    public static SinkResult Classify(string error, string method) => error switch
    {
        "ratelimited" or "rate_limited" or "message_limit_exceeded" => Of(SinkVerdict.Retry, FailureReason.RateLimited, error, method),
        "internal_error" or "fatal_error" or "service_unavailable" or "request_timeout" or "team_added_to_org" => Of(SinkVerdict.Retry, FailureReason.ServerError, error, method),
        "invalid_auth" or "not_authed" or "account_inactive" or "token_revoked" or "token_expired" or "missing_scope" or "no_permission" or "not_in_channel"
            or "not_allowed_token_type" or "access_denied" or "restricted_action" or "org_login_required" or "ekm_access_denied"
            => Of(SinkVerdict.Reject, FailureReason.Unauthorized, error, method),
        // An incoming webhook answers 410 to this.
        "is_archived" => Of(SinkVerdict.Disable, FailureReason.Gone, error, method),
        _ => Of(SinkVerdict.Reject, FailureReason.Rejected, error, method),
    };

    /// <summary>The message is gone or may not be edited any more: a new one takes its place.</summary>
    public static bool IsMessageLost(string? error) => error is "message_not_found" or "cant_update_message" or "edit_window_closed";

    private static SinkResult Of(SinkVerdict verdict, FailureReason reason, string error, string method) =>
        new(verdict, reason, 200, $"{method}: {PlainText.Cut(PlainText.OneLine(error), MaxShown)}");
}
