using System.Text.Json;

namespace Router.Acceptance.Driver;

/// <summary>A call that the receiver took.</summary>
/// <param name="Id">The header <c>webhook-id</c>.</param>
/// <param name="Type">The body's <c>type</c>.</param>
/// <param name="Body">The body.</param>
/// <param name="ArrivedAt">A <see cref="System.Diagnostics.Stopwatch"/> timestamp.</param>
/// <param name="Attempt">Which call with this id it is, from 1.</param>
public sealed record ReceivedWebhook(string Id, string Type, JsonElement Body, long ArrivedAt, int Attempt)
{
    public JsonElement Incident => Body.GetProperty("data").GetProperty("incident");

    public string IncidentId => Incident.GetProperty("id").GetString()!;

    public long Sequence => Incident.GetProperty("sequence").GetInt64();

    /// <summary>The keys of the issues that it lists.</summary>
    public IEnumerable<string> IssueKeys => Incident.GetProperty("issues").EnumerateArray().Select(i => i.GetProperty("key").GetString()!);

    public override string ToString() => $"{Id} {Type} #{Attempt}";
}
