using System.Globalization;
using System.Net;
using Azure;
using Azure.Data.Tables;
using Orleans.Runtime;

namespace Router.Storage.AzureTables.Clustering;

/// <summary>A silo's row, and the row of the table's version, all in one partition.</summary>
internal static class MembershipEntity
{
    /// <summary>The row that every change of a member replaces under its ETag.</summary>
    public const string Version = "version";

    private const string SiloPrefix = "silo|";

    /// <summary>A cluster's partition; other characters than a key takes are in hexadecimal.</summary>
    public static string Partition(string clusterId) =>
        $"cluster|{string.Concat(clusterId.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"_{(int)c:x4}")))}";

    /// <summary>A silo's key.</summary>
    public static string Row(SiloAddress address) => SiloPrefix + Text(address).Replace('/', '_');

    /// <summary>The version's row.</summary>
    public static TableEntity OfVersion(string partition, int version) => new(partition, Version) { ["Version"] = version };

    /// <summary>Reads it.</summary>
    public static TableVersion ReadVersion(TableEntity entity) => new(entity.GetInt32("Version")!.Value, entity.ETag.ToString());

    /// <summary>It is a silo's.</summary>
    public static bool IsSilo(TableEntity entity) => entity.RowKey.StartsWith(SiloPrefix, StringComparison.Ordinal);

    /// <summary>A silo's row.</summary>
    public static TableEntity Of(string partition, MembershipEntry entry)
    {
        var entity = IAmAlive(partition, entry);
        entity["Address"] = Text(entry.SiloAddress);
        entity[nameof(entry.Status)] = entry.Status.ToString();
        entity[nameof(entry.ProxyPort)] = entry.ProxyPort;
        entity[nameof(entry.HostName)] = entry.HostName ?? "";
        entity[nameof(entry.SiloName)] = entry.SiloName ?? "";
        entity[nameof(entry.RoleName)] = entry.RoleName ?? "";
        entity[nameof(entry.UpdateZone)] = entry.UpdateZone;
        entity[nameof(entry.FaultZone)] = entry.FaultZone;
        entity[nameof(entry.StartTime)] = Utc(entry.StartTime);
        entity[nameof(entry.SuspectTimes)] = string.Join(' ', (entry.SuspectTimes ?? []).Select(
            suspect => string.Create(CultureInfo.InvariantCulture, $"{Text(suspect.Item1)}={suspect.Item2:O}")));
        return entity;
    }

    /// <summary>What a silo says every few seconds of itself, to be merged into its row.</summary>
    public static TableEntity IAmAlive(string partition, MembershipEntry entry) =>
        new(partition, Row(entry.SiloAddress)) { [nameof(entry.IAmAliveTime)] = Utc(entry.IAmAliveTime) };

    /// <summary>Reads a silo's row.</summary>
    public static MembershipEntry Read(TableEntity entity)
    {
        var entry = new MembershipEntry
        {
            SiloAddress = Address(entity.GetString("Address")),
            Status = Enum.Parse<SiloStatus>(entity.GetString(nameof(MembershipEntry.Status))),
            ProxyPort = entity.GetInt32(nameof(MembershipEntry.ProxyPort)) ?? 0,
            HostName = entity.GetString(nameof(MembershipEntry.HostName)),
            SiloName = entity.GetString(nameof(MembershipEntry.SiloName)),
            RoleName = entity.GetString(nameof(MembershipEntry.RoleName)),
            UpdateZone = entity.GetInt32(nameof(MembershipEntry.UpdateZone)) ?? 0,
            FaultZone = entity.GetInt32(nameof(MembershipEntry.FaultZone)) ?? 0,
            StartTime = entity.GetDateTimeOffset(nameof(MembershipEntry.StartTime))?.UtcDateTime ?? default,
            IAmAliveTime = entity.GetDateTimeOffset(nameof(MembershipEntry.IAmAliveTime))?.UtcDateTime ?? default,
        };
        foreach (var suspect in entity.GetString(nameof(MembershipEntry.SuspectTimes)).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = suspect.IndexOf('=', StringComparison.Ordinal);
            entry.AddSuspector(Address(suspect[..equals]), DateTime.Parse(suspect.AsSpan(equals + 1), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind));
        }
        return entry;
    }

    /// <summary>The ETag that the runtime hands back.</summary>
    public static ETag ETag(string text) => new(text);

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));

    private static string Text(SiloAddress address) => string.Create(CultureInfo.InvariantCulture, $"{address.Endpoint}@{address.Generation}");

    private static SiloAddress Address(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return SiloAddress.New(IPEndPoint.Parse(text.AsSpan(0, at)), int.Parse(text.AsSpan(at + 1), CultureInfo.InvariantCulture));
    }
}
