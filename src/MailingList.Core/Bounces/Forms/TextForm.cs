using System.Buffers;

namespace MailingList.Core.Bounces.Forms;

/// <summary>How a program tells people that it could not deliver, as far as that is no standard: what its text has in it, and where the recipients are.</summary>
/// <param name="name">Whose form it is.</param>
internal sealed class TextForm(string name)
{
    private readonly SearchValues<string> _marks = null!;

    /// <summary>Whose form it is.</summary>
    internal string Name { get; } = name;

    /// <summary>Words of which at least one is in the text.</summary>
    internal required string[] Marks
    {
        init => _marks = SearchValues.Create(value, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The lines that name a recipient (<see cref="LinePattern"/>); what follows up to an empty line, or to the next recipient, is about that one.</summary>
    internal required string[] Recipients { private get; init; }

    /// <summary>With what the line begins that ends the report: behind it stands the post.</summary>
    internal string[] Ends { get; init; } = [];

    /// <summary>Whether an empty line does not end what is said of a recipient.</summary>
    internal bool HasParagraphs { get; init; }

    /// <summary>Whether what is said of a recipient ends with its line.</summary>
    internal bool IsOneLine { get; init; }

    /// <summary>Whether the reason stands above the recipient, or in front of it on the line.</summary>
    internal bool ReasonFirst { get; init; }

    /// <summary>Why, where the form has but one reason.</summary>
    internal BounceClass? Class { get; init; }

    /// <summary>Whether a text has a mark of it.</summary>
    internal bool Fits(ReportText text) => text.HasAny(_marks);

    /// <summary>The lines that name a recipient.</summary>
    internal LinePattern[] Patterns => field ??= [.. Recipients.Select(pattern => new LinePattern(pattern))];
}
