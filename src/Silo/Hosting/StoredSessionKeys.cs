using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Router.Domain.Storage;

namespace Router.Silo.Hosting;

/// <summary>The keys that protect session cookies, in a row of the cluster's store, so that a session holds on every API host.</summary>
/// <param name="storage">The cluster's store.</param>
internal sealed class StoredSessionKeys(IGrainStateStorage storage) : IXmlRepository
{
    private const int Attempts = 5;
    private static readonly GrainKey Row = new("session-keys", "current");

    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements() => [.. Elements(ReadAsync().GetAwaiter().GetResult()).Elements()];

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName) => StoreAsync(element).GetAwaiter().GetResult();

    private async Task<GrainRow?> ReadAsync() => await storage.ReadAsync(Row).ConfigureAwait(false);

    private static XElement Elements(GrainRow? row) => row is null ? new("keys") : XElement.Parse(JsonSerializer.Deserialize(row.State.Span, SessionKeysJson.Default.SessionKeysRow)!.Keys);

    private async Task StoreAsync(XElement element)
    {
        for (var attempt = 1; ; attempt++)
        {
            var row = await ReadAsync().ConfigureAwait(false);
            var all = Elements(row);
            all.Add(element);
            var state = JsonSerializer.SerializeToUtf8Bytes(new(all.ToString(SaveOptions.DisableFormatting)), SessionKeysJson.Default.SessionKeysRow);
            try
            {
                await storage.CommitAsync(new() { Key = Row, ExpectedVersion = row?.Version ?? 0, Snapshot = () => new(state, null) }).ConfigureAwait(false);
                return;
            }
            catch (StoreConflictException) when (attempt < Attempts)
            {
                // Another host stored a key at the same time: both are kept.
            }
        }
    }
}

/// <summary>The row.</summary>
/// <param name="Keys">The keys, as XML.</param>
internal sealed record SessionKeysRow(string Keys);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SessionKeysRow))]
internal sealed partial class SessionKeysJson : JsonSerializerContext;
