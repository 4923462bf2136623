using System.Globalization;

using MailingList.Core.Lists;

namespace MailingList.Core.Standing;

/// <summary>What becomes of an address from which mail came back.</summary>
public abstract record NextStep
{
    private NextStep()
    {
    }

    /// <summary>In words, for people.</summary>
    public abstract string Text { get; }

    /// <summary>It has not come back on enough days for a probe.</summary>
    /// <param name="Days">On how many it has, those that count slowly in part.</param>
    /// <param name="Needed">On how many it must.</param>
    public sealed record Counted(double Days, int Needed) : NextStep
    {
        /// <inheritdoc/>
        public override string Text => string.Create(CultureInfo.InvariantCulture, $"counted {Days:0.##} of {Needed} days");
    }

    /// <summary>What came back counts nothing.</summary>
    /// <param name="Why">Why not.</param>
    public sealed record Uncounted(string Why) : NextStep
    {
        /// <inheritdoc/>
        public override string Text => $"counts nothing: {Why}";
    }

    /// <summary>A probe is on its way.</summary>
    /// <param name="Day">Since when.</param>
    public sealed record Probed(DateOnly Day) : NextStep
    {
        /// <inheritdoc/>
        public override string Text => $"probe sent on {IsoDate.Of(Day)}";
    }

    /// <summary>The probe came back.</summary>
    /// <param name="Since">Since when no posts go there.</param>
    /// <param name="Removal">When the subscriptions end.</param>
    public sealed record Off(DateOnly Since, DateOnly Removal) : NextStep
    {
        /// <inheritdoc/>
        public override string Text => $"no delivery since {IsoDate.Of(Since)}, will be taken off on {IsoDate.Of(Removal)}";
    }
}
