namespace Router.Domain.Delivery;

/// <summary>Builds links to this router's own pages from its public URL.</summary>
/// <param name="PublicUrl">The public URL, without a slash at its end.</param>
public sealed record RouterLinks(string PublicUrl)
{
    /// <summary>The URL that Sentry is to call for an integration with this key.</summary>
    public string PushUrl(string key) => $"{PublicUrl}/webhooks/sentry/{key}";

    /// <summary>Where a sink's vendor calls back.</summary>
    public string Callback(string sinkType, string sinkId) => $"{PublicUrl}/integrations/{sinkType}/{sinkId}";

    /// <summary>The page of an incident.</summary>
    public string Incident(string incidentId) => $"{PublicUrl}/incidents/{incidentId}";
}
