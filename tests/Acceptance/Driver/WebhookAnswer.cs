namespace Router.Acceptance.Driver;

/// <summary>What the router said to a webhook; status 0 when it said nothing (the connection broke).</summary>
public sealed record WebhookAnswer(int Status, string? Receipt, string? Outcome, string? Reason, string Body)
{
    public static readonly WebhookAnswer None = new(0, null, null, null, "");

    public bool IsAccepted => Status == 202 && Outcome == "accepted";

    /// <exception cref="InvalidOperationException">It is not accepted; the message shows the answer.</exception>
    public void MustBeAccepted()
    {
        if (!IsAccepted)
            throw new InvalidOperationException($"not accepted: {this}");
    }
}
