//! Partials without copies, and loops with an end: small changes to parsed templates.
//!
//! Handlebars copies the whole context for every partial, and then every field that the partial
//! names; a page of 40 topics took 700 ms, most of it for that. A partial that is handed no other
//! context sees the one around it, so its tag is replaced by a helper that writes the template in
//! place. A loop inside loops that writes nothing meets no limit of size, so that every pass
//! through a loop counts.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};

use handlebars::template::{ExpressionSpecBuilder, HelperTemplate, Parameter, TemplateElement};
use handlebars::{
    BlockParamHolder, Context, Handlebars, Helper, HelperDef, HelperResult, Output, RenderContext,
    RenderErrorReason, Renderable, Template, TemplateError,
};

/// What the helpers are called; no tag of a template can name them.
const INCLUDE: &str = "> include";
/// See [`INCLUDE`].
const STEP: &str = "> step";
/// Passes through loops that one page may take: the largest briefings take thousands.
const MAX_STEPS: u64 = 1_000_000;

/// Registers the template `name` with partials and loops changed.
///
/// # Errors
/// When `text` is no template.
pub(super) fn register(
    registry: &mut Handlebars,
    name: &str,
    text: &str,
) -> Result<(), TemplateError> {
    registry.register_template_string(name, text)?;
    if let Some(template) = registry.get_template(name) {
        let changed = changed(template.clone());
        registry.register_template(name, changed);
    }
    Ok(())
}

/// Registers the helpers that changed templates call; the passes are counted from here on.
pub(super) fn helpers(registry: &mut Handlebars) {
    registry.register_helper(INCLUDE, Box::new(Include));
    registry.register_helper(STEP, Box::new(Step(AtomicU64::new(0))));
}

fn changed(mut template: Template) -> Template {
    let elements = std::mem::take(&mut template.elements);
    template.elements = elements.into_iter().map(element).collect();
    template
}

fn element(element: TemplateElement) -> TemplateElement {
    match element {
        TemplateElement::PartialExpression(partial) if partial.params.is_empty() => {
            let name = partial.name.as_name().map(|name| Parameter::Literal(name.into()));
            match name.and_then(|name| call(INCLUDE, name, partial.hash.clone())) {
                Some(include) => include,
                None => TemplateElement::PartialExpression(partial),
            }
        }
        TemplateElement::HelperBlock(mut block) => {
            let is_loop = block.name.as_name() == Some("each");
            block.template = block.template.map(changed);
            block.inverse = block.inverse.map(changed);
            if let (true, Some(body), Some(step)) = (
                is_loop,
                &mut block.template,
                call(STEP, Parameter::Literal(1.into()), HashMap::new()),
            ) {
                // The place of the first element stands for it.
                let place = body.mapping.first().cloned();
                body.elements.insert(0, step);
                body.mapping.splice(0..0, place);
            }
            TemplateElement::HelperBlock(block)
        }
        other => other,
    }
}

/// The tag that calls `helper` with `param`, which makes it a call whatever fields there are.
fn call(
    helper: &str,
    param: Parameter,
    hash: HashMap<String, Parameter>,
) -> Option<TemplateElement> {
    let tag = ExpressionSpecBuilder::default()
        .name(Parameter::Name(helper.into()))
        .params(vec![param])
        .hash(hash)
        .omit_pre_ws(false)
        .omit_pro_ws(false)
        .build()
        .ok()?;
    Some(TemplateElement::Expression(Box::new(HelperTemplate::new(tag, false, false))))
}

/// Writes a template where it is called. What it is handed by name hides fields of that name.
struct Include;

impl HelperDef for Include {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        render: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let name = helper.param(0).and_then(|name| name.value().as_str()).unwrap_or_default();
        let template = registry
            .get_template(name)
            .ok_or_else(|| RenderErrorReason::PartialNotFound(name.to_owned()))?;
        let outside = render.get_current_template_name();
        let is_handed = !helper.hash().is_empty();
        if is_handed {
            let mut block = render.block().cloned().unwrap_or_default();
            for (name, value) in helper.hash() {
                block.set_block_param(name, BlockParamHolder::Value(value.value().clone()));
            }
            render.push_block(block);
        }
        let result = template.render(registry, context, render, out);
        if is_handed {
            render.pop_block();
        }
        render.set_current_template_name(outside);
        result
    }
}

/// Counts passes through loops, and ends a page that takes too many.
struct Step(AtomicU64);

impl HelperDef for Step {
    fn call<'reg: 'rc, 'rc>(
        &self,
        _: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        _: &mut dyn Output,
    ) -> HelperResult {
        if self.0.fetch_add(1, Ordering::Relaxed) < MAX_STEPS {
            return Ok(());
        }
        let reason =
            format!("more than {MAX_STEPS} passes through loops (look for a loop inside a loop)");
        Err(RenderErrorReason::Other(reason).into())
    }
}
