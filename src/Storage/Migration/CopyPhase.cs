using System.Text.Json.Serialization;

namespace Router.Storage.Migration;

/// <summary>What a copy does, in this order.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CopyPhase>))]
internal enum CopyPhase
{
    /// <summary>The journal; a grain's row in the target only says how far its entries are copied.</summary>
    Journal,

    /// <summary>States, due times, lists and parts.</summary>
    Grains,

    /// <summary>Rows of grains that the source has no more, but entries of.</summary>
    Leftovers,

    /// <summary>Comparing both.</summary>
    Verification,
}
