namespace Router.Domain.Delivery;

/// <summary>Builds links to this router's own pages from its public URL.</summary>
/// <param name="PublicUrl">The public URL, without a slash at its end.</param>
public sealed record RouterLinks(string PublicUrl)
{
    /// <summary>The page of an incident.</summary>
    public string Incident(string incidentId) => $"{PublicUrl}/incidents/{incidentId}";
}
