using System.Text.Json.Serialization;

namespace Router.Domain.Delivery;

/// <summary>What became of a <see cref="DeliveryCommand"/>.</summary>
/// <param name="Reason">What was done, or why nothing was; for all dead letters of a queue, that of the first refused, if none was taken.</param>
/// <param name="Taken">How many deliveries it was done to.</param>
/// <param name="Refused">How many it was refused for.</param>
[GenerateSerializer, Immutable, Alias("router.delivery-command-result")]
public readonly record struct DeliveryCommandResult(
    [property: Id(0)] DeliveryCommandReason Reason, [property: Id(1)] int Taken = 0, [property: Id(2)] int Refused = 0)
{
    /// <summary>It was refused.</summary>
    [JsonIgnore]
    public bool IsRefused => Reason >= DeliveryCommandReason.NotFound;
}
