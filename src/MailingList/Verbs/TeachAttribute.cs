namespace MailingList.Verbs;

/// <summary>What <c>--help</c> says of a verb below its options: examples first.</summary>
/// <param name="text">Lines as they are shown.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TeachAttribute(string text) : Attribute
{
    public string Text { get; } = text;
}
