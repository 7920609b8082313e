namespace Router.Domain.Noise;

/// <summary>A silence of the API, read.</summary>
/// <param name="Record">What is stored.</param>
/// <param name="Silence">What it holds back; null when it can't be read (see <see cref="SilenceRecord.Read"/>).</param>
public sealed record StoredSilence(SilenceRecord Record, Silence? Silence)
{
    /// <summary>Reads a record.</summary>
    public static StoredSilence Of(SilenceRecord record) => new(record, record.Read());
}
